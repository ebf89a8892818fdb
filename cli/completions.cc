// Shell completions from the program's own description.
#include <algorithm>
#include <array>
#include <functional>

#include "cli/manual.h"

namespace gongwatch::cli {
namespace {

std::string with_blanks(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

void walk(const CommandText& command, const std::function<void(const CommandText&)>& visit) {
  visit(command);
  for (const CommandText& inner : command.inner) walk(inner, visit);
}

// For '…' in all three shells.
std::string in_quotes(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::vector<std::string> offered(const CommandText& command) {
  std::vector<std::string> words;
  for (const CommandText& inner : command.inner) words.push_back(inner.words.back());
  for (const FlagText& flag : command.flags) {
    if (!flag.positional) words.insert(words.end(), flag.names.begin(), flag.names.end());
  }
  return words;
}

// zsh: what stands in [ ] and behind : must not hold them bare.
std::string for_zsh(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string zsh_flags(const CommandText& command) {
  std::string out;
  for (const FlagText& flag : command.flags) {
    if (flag.positional) continue;
    for (const std::string& name : flag.names) {
      std::string spec = "*" + name + "[" + for_zsh(flag.text) + "]";
      if (flag.takes_value)
        spec +=
            flag.choices.empty() ? ":value:_files" : ":value:(" + with_blanks(flag.choices) + ")";
      out += " \\\n    " + in_quotes(spec);
    }
  }
  return out;
}

std::string zsh_function(const CommandText& command) {
  std::string name = "_gongwatch";
  for (const std::string& word : command.words) name += "_" + word;
  std::string out = name + "() {\n";
  if (command.inner.empty())
    return out + "  _arguments $gongwatch_globals" + zsh_flags(command) +
           " \\\n    '*:file:_files'\n}\n";
  out += "  local curcontext=\"$curcontext\" state line\n";
  out += "  _arguments -C $gongwatch_globals" + zsh_flags(command) +
         " \\\n    '1: :->command' '*:: :->rest'\n  case $state in\n  command)\n    local -a "
         "commands\n"
         "    commands=(";
  for (const CommandText& inner : command.inner)
    out += "\n      " + in_quotes(inner.words.back() + ":" + for_zsh(inner.text));
  out += ")\n    _describe command commands ;;\n  rest)\n    case $words[1] in\n";
  for (const CommandText& inner : command.inner)
    out += "    " + inner.words.back() + ") " + name + "_" + inner.words.back() + " ;;\n";
  return out + "    esac ;;\n  esac\n}\n";
}

std::string fish_condition(const CommandText& command) {
  if (command.words.empty()) return "__fish_use_subcommand";
  std::string condition;
  for (const std::string& word : command.words)
    condition += (condition.empty() ? "" : "; and ") + ("__fish_seen_subcommand_from " + word);
  return condition;
}

std::string fish_flags(const CommandText& command, const std::string& condition) {
  std::string out;
  for (const FlagText& flag : command.flags) {
    if (flag.positional) continue;
    out += "complete -c gongwatch";
    if (!condition.empty()) out += " -n " + in_quotes(condition);
    for (const std::string& name : flag.names)
      out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    if (flag.takes_value) out += " -r";
    if (!flag.choices.empty()) out += " -f -a " + in_quotes(with_blanks(flag.choices));
    out += " -d " + in_quotes(flag.text) + "\n";
  }
  return out;
}

}  // namespace

std::string bash_completion(const CommandText& program) {
  std::string steps, choices, lists;
  std::vector<std::string> files;
  walk(program, [&](const CommandText& command) {
    const std::string path = with_blanks(command.words);
    for (const CommandText& inner : command.inner)
      steps += "      \"" + path + "|" + inner.words.back() + "\") cmd=\"" +
               with_blanks(inner.words) + "\" ;;\n";
    for (const FlagText& flag : command.flags) {
      if (flag.positional || !flag.takes_value) continue;
      for (const std::string& name : flag.names) {
        if (!flag.choices.empty()) {
          choices += "    \"" + path + "|" + name + "\" | *\"|" + name +
                     "\") COMPREPLY=($(compgen -W " + in_quotes(with_blanks(flag.choices)) +
                     " -- \"$cur\")); return ;;\n";
        } else {
          files.push_back(name);
        }
      }
    }
    lists += "    \"" + path + "\") words=" + in_quotes(with_blanks(offered(command))) + " ;;\n";
  });
  std::sort(files.begin(), files.end());
  files.erase(std::unique(files.begin(), files.end()), files.end());
  std::string values;
  for (const std::string& name : files) values += (values.empty() ? "" : " | ") + name;
  return "# bash completion of gongwatch; made by gongwatch generate bash\n"
         "_gongwatch() {\n"
         "  local cur=\"${COMP_WORDS[COMP_CWORD]}\" prev=\"${COMP_WORDS[COMP_CWORD-1]}\" cmd=\"\" "
         "words=\"\" i\n"
         "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
         "    case \"$cmd|${COMP_WORDS[i]}\" in\n" +
         steps +
         "    esac\n  done\n"
         "  case \"$cmd|$prev\" in\n" +
         choices +
         "  esac\n"
         "  case \"$prev\" in\n    " +
         values +
         ") COMPREPLY=($(compgen -f -- \"$cur\")); return ;;\n  esac\n"
         "  case \"$cmd\" in\n" +
         lists +
         "  esac\n"
         "  [[ -n $cmd && $cur == -* ]] && words=\"$words " +
         with_blanks(offered({{}, {}, {}, program.flags, {}})) +
         "\"\n"
         "  COMPREPLY=($(compgen -W \"$words --help\" -- \"$cur\"))\n"
         "}\n"
         "complete -o bashdefault -o default -F _gongwatch gongwatch\n";
}

std::string zsh_completion(const CommandText& program) {
  std::string out = "#compdef gongwatch\n# made by gongwatch generate zsh\n\n";
  out += "typeset -ga gongwatch_globals\ngongwatch_globals=('--help[Help]'" + zsh_flags(program) +
         ")\n\n";
  CommandText bare = program;
  bare.flags.clear();  // they are the globals
  walk(bare, [&](const CommandText& command) {
    if (!command.words.empty()) out += zsh_function(command) + "\n";
  });
  return out + zsh_function(bare) +
         "\nif [[ $funcstack[1] = _gongwatch ]]; then _gongwatch \"$@\"; else compdef _gongwatch "
         "gongwatch; fi\n";
}

std::string fish_completion(const CommandText& program) {
  std::string out = "# fish completion of gongwatch; made by gongwatch generate fish\n";
  out += "complete -c gongwatch -l help -s h -d 'Help'\n" + fish_flags(program, "");
  walk(program, [&](const CommandText& command) {
    std::vector<std::string> names;
    for (const CommandText& inner : command.inner) names.push_back(inner.words.back());
    std::string condition = fish_condition(command);
    if (!command.words.empty() && !names.empty())
      condition += "; and not __fish_seen_subcommand_from " + with_blanks(names);
    for (const CommandText& inner : command.inner)
      out += "complete -c gongwatch -f -n " + in_quotes(condition) + " -a " + inner.words.back() +
             " -d " + in_quotes(inner.text) + "\n";
    if (!command.words.empty()) out += fish_flags(command, fish_condition(command));
  });
  return out;
}

}  // namespace gongwatch::cli
