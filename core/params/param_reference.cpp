// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/params/param_reference.h"

#include <cmath>
#include <set>

namespace attune {
namespace {

constexpr double kUnlimitedReal = 1e30;

std::string rangeOf(const Param<bool>&) {
  return "true, false";
}

template <class T>
std::string rangeOf(const Param<T>& param) {
  const auto tells = [](T limit) {
    if constexpr (std::is_same_v<T, double>)
      return std::abs(limit) < kUnlimitedReal;
    else
      return limit != std::numeric_limits<T>::lowest() && limit != std::numeric_limits<T>::max();
  };
  const bool low = tells(param.min), high = tells(param.max);
  if (low && high) return paramText(param.min) + " to " + paramText(param.max);
  if (low) return "at least " + paramText(param.min);
  return high ? "at most " + paramText(param.max) : std::string();
}

std::string rangeOf(const Param<std::string_view>& param) {
  std::string list;
  for (const Choice& choice : param.choices) list += (list.empty() ? "" : ", ") + std::string(choice.id);
  return list;
}

// The declarations are ours; only what Markdown would read as markup in plain sentences is escaped.
std::string markdown(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|' || c == '*' || c == '<' || c == '`') out += '\\';
    out += c;
  }
  return out;
}

std::string entry(const ParamRef& param) {
  const std::string unit = paramUnit(param), range = paramRange(param), standard = paramText(paramDefault(param));
  std::string out = "### " + markdown(paramLabel(param)) + "\n\n" + markdown(paramHelp(param)) + "\n\n";
  out += "| id | option | default | values | unit |\n| --- | --- | --- | --- | --- |\n";
  out += "| `" + std::string(paramId(param)) + "` | `" + paramOption(param) + "` | " +
         (standard.empty() ? "–" : "`" + standard + "`") + " | " + (range.empty() ? "–" : markdown(range)) + " | " +
         (unit.empty() ? "–" : markdown(unit)) + " |\n\n";
  const auto* text = std::get_if<const Param<std::string_view>*>(&param);
  if (!text || (*text)->choices.empty()) return out;
  for (const Choice& choice : (*text)->choices)
    out += "- `" + std::string(choice.id) + "`: " + markdown(choice.label) + "\n";
  return out + "\n";
}

}  // namespace

std::string paramRange(const ParamRef& param) {
  return std::visit([](const auto* p) { return rangeOf(*p); }, param);
}

std::string paramReference(std::span<const ParamChapter> chapters) {
  std::string out =
      "# Hyperparameters\n\nThis page is made from the declarations in the program; a test compares the two. Ids are "
      "those of the Hugging Face "
      "libraries, so that values can be carried over. A value left alone has its default.\n";
  std::set<std::string> told;
  for (const ParamChapter& chapter : chapters) {
    out += (out.ends_with("\n\n") ? "## " : "\n## ") + markdown(chapter.title) + "\n\n";
    if (!chapter.text.empty()) out += markdown(chapter.text) + "\n\n";
    std::string known;
    for (const ParamRef& param : chapter.params) {
      if (told.insert(paramId(param)).second)
        out += entry(param);
      else
        known += (known.empty() ? "" : ", ") + ("`" + std::string(paramId(param)) + "`");
    }
    if (!known.empty()) out += "Takes, as described above: " + known + ".\n\n";
  }
  while (out.ends_with("\n\n")) out.pop_back();
  return out;
}

}  // namespace attune
