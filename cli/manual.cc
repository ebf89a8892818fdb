#include "cli/manual.h"

#include <fmt/ranges.h>

#include <algorithm>

namespace gongwatch::cli {
namespace {

std::string value_name(const FlagText& flag) {
  return flag.choices.empty() ? "VALUE" : fmt::format("{}", fmt::join(flag.choices, "|"));
}

// roff: backslashes and minus signs are escaped, a line may not begin with a control character.
std::string roff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) out += "\\&";
      out += c;
    }
  }
  return out;
}

std::string sentence(const FlagText& flag) {
  std::string text = flag.text;
  if (!flag.environment.empty()) text += " (environment: " + flag.environment + ")";
  if (flag.required) text += " (required)";
  return text;
}

std::string man_flags(const std::vector<FlagText>& flags) {
  std::string out;
  for (const FlagText& flag : flags) {
    out += ".TP\n";
    if (flag.positional) {
      out += "\\fI" + roff(flag.names.front()) + "\\fR\n";
    } else {
      std::string names;
      for (const std::string& name : flag.names)
        names += (names.empty() ? "" : ", ") + ("\\fB" + roff(name) + "\\fR");
      out += names + (flag.takes_value ? " \\fI" + roff(value_name(flag)) + "\\fR" : "") + "\n";
    }
    out += roff(sentence(flag)) + "\n";
  }
  return out;
}

// What stands below --help: what is typed and printed (indented there) keeps its lines, nearer to
// the margin, so that 80 columns hold it; prose is filled.
std::string man_example(std::string_view example) {
  std::string out = ".PP\n";
  bool as_it_is = false;
  while (!example.empty()) {
    const auto end = std::min(example.find('\n'), example.size());
    std::string_view line = example.substr(0, end);
    example.remove_prefix(std::min(end + 1, example.size()));
    const bool indented = line.starts_with("  ");
    if (indented && !as_it_is) out += ".nf\n.in 2n\n";
    if (!indented && as_it_is && !line.empty()) out += ".in\n.fi\n.PP\n";
    as_it_is = indented || (as_it_is && line.empty());
    if (indented) line.remove_prefix(2);
    out += (line.empty() ? std::string(".sp") : roff(line)) + "\n";
  }
  return as_it_is ? out + ".in\n.fi\n" : out;
}

std::string man_command(const CommandText& command) {
  if (!command.inner.empty()) {
    std::string out;
    for (const CommandText& inner : command.inner) {
      CommandText whole = inner;  // what stands at the outer command goes for the inner ones
      whole.flags.insert(whole.flags.end(), command.flags.begin(), command.flags.end());
      out += man_command(whole);
    }
    return out;
  }
  std::string out =
      ".SS gongwatch " + roff(fmt::format("{}", fmt::join(command.words, " "))) + "\n";
  out += roff(command.text) + ".\n" + man_flags(command.flags);
  if (!command.example.empty()) out += man_example(command.example);
  return out;
}

std::string markdown_cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

std::string markdown_flags(const std::vector<FlagText>& flags) {
  if (flags.empty()) return {};
  std::string out = "\n| flag | meaning |\n|---|---|\n";
  for (const FlagText& flag : flags) {
    std::string name = flag.positional
                           ? "`" + flag.names.front() + "`"
                           : "`" + fmt::format("{}", fmt::join(flag.names, "`, `")) + "`";
    if (flag.takes_value && !flag.positional) name += " " + value_name(flag);
    out += "| " + markdown_cell(name) + " | " + markdown_cell(sentence(flag)) + " |\n";
  }
  return out;
}

std::string markdown_command(const CommandText& command) {
  std::string out = "\n## gongwatch " + fmt::format("{}", fmt::join(command.words, " ")) + "\n\n" +
                    command.text + ".\n" + markdown_flags(command.flags);
  if (!command.example.empty()) out += "\n```text\n" + command.example + "\n```\n";
  for (const CommandText& inner : command.inner) out += markdown_command(inner);
  return out;
}

}  // namespace

std::string manual_page(const CommandText& program, const std::string& version) {
  std::string out = ".TH GONGWATCH 1 \"\" \"gongwatch " + roff(version) + "\" \"User Commands\"\n";
  out += ".SH NAME\ngongwatch \\- watches the Hong Kong IPO market\n";
  out += ".SH SYNOPSIS\n.B gongwatch\n[\\fIGLOBAL OPTIONS\\fR] \\fICOMMAND\\fR [\\fIOPTIONS\\fR]\n";
  out += ".SH DESCRIPTION\n" + roff(program.text) +
         " It reads the official HKEX feeds and the financial news (English, Simplified and "
         "Traditional Chinese); every fact has the words that prove it.\n";
  out += ".SH GLOBAL OPTIONS\nThey stand before or after the command.\n" + man_flags(program.flags);
  out += ".SH COMMANDS\n";
  for (const CommandText& command : program.inner) out += man_command(command);
  out +=
      ".SH EXIT STATUS\n"
      ".TP\n.B 0\nDone.\n"
      ".TP\n.B 1\nA source, a page that was named or a fixture failed, or nothing was found; all "
      "else was done.\n"
      ".TP\n.B 2\nThe command line, a source file or the configuration is wrong; nothing was "
      "done.\n"
      ".TP\n.B 3\nThe store cannot be used; nothing stored was lost.\n"
      ".TP\n.B 75\nAnother run is active.\n"
      ".TP\n.B 130, 143\nStopped by SIGINT or SIGTERM; what was fetched is stored.\n";
  out +=
      ".SH FILES\n"
      ".TP\n.I ~/.local/share/gongwatch/gongwatch.db\nThe store, unless \\fB\\-\\-db\\fR says "
      "otherwise ($XDG_DATA_HOME is obeyed).\n"
      ".TP\n.I ~/.config/gongwatch/config.toml\nThe configuration file, if it is there "
      "($XDG_CONFIG_HOME is obeyed).\n";
  return out;
}

std::string reference_markdown(const CommandText& program) {
  std::string out =
      "# Reference\n\nMade from `--help` by `gongwatch generate reference`.\n\n## Global flags\n";
  out += markdown_flags(program.flags);
  for (const CommandText& command : program.inner) out += markdown_command(command);
  return out;
}

}  // namespace gongwatch::cli
