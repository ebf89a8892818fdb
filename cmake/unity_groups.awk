# awk -f unity_groups.awk a.cc b.cc …: prints "FILE GROUP" for each file. In a group (at most 16 files of one folder) no file says a word
# that another file of it has named for itself, outside of a class or function: clang-format puts such names in the first column.
function name_of(line,  words, n) {
  if (line !~ /^[A-Za-z_]/ || line ~ /^(namespace|TEST|INSTANTIATE_|using namespace|public|private|protected|return)/) return ""
  sub(/^template ?<[^(]*> /, "", line)
  if (line ~ /^(enum class|enum|class|struct|union) /) {
    n = split(line, words, /[ ;:{]+/)
    return words[1] == "enum" && words[2] == "class" ? words[3] : words[2]
  }
  if (line ~ /^using /) { split(line, words, / /); return words[2] }
  if (!match(line, /[=({\[;]/)) return ""
  line = substr(line, 1, RSTART - 1)
  sub(/ +$/, "", line)
  n = split(line, words, /[ &*]+/)
  return words[n] ~ /::/ ? "" : words[n]
}
function fits(i, group,  k, word) {
  if (!(group in folder_of)) return 1
  if (folder_of[group] != folder[i] || size[group] == 16) return 0
  for (k = 1; k <= own_count[i]; k++) if ((group, own[i, k]) in said_in) return 0
  for (k = 1; k <= word_count[i]; k++) if ((group, word_at[i, k]) in named_in) return 0
  return 1
}
FNR == 1 { file[++files] = FILENAME; folder[files] = FILENAME; sub(/[^\/]*$/, "", folder[files]); hidden = FILENAME ~ /_test\.cc$/ }
/^namespace \{/ { hidden = 1 }
/^}  \/\/ namespace$/ && FILENAME !~ /_test\.cc$/ { hidden = 0 }
{
  name = name_of($0)
  if (name != "" && (hidden || $0 ~ /^static /)) own[files, ++own_count[files]] = name
  sub(/\/\/.*/, "")
  n = split($0, words, /[^A-Za-z0-9_]+/)
  for (k = 1; k <= n; k++)
    if (words[k] ~ /^[A-Za-z_]/ && !((files, words[k]) in seen)) { seen[files, words[k]] = 1; word_at[files, ++word_count[files]] = words[k] }
}
END {
  for (i = 1; i <= files; i++) {
    for (group = 1; !fits(i, group); group++) ;
    folder_of[group] = folder[i]
    size[group]++
    for (k = 1; k <= own_count[i]; k++) named_in[group, own[i, k]] = 1
    for (k = 1; k <= word_count[i]; k++) said_in[group, word_at[i, k]] = 1
    print file[i], group
  }
}
