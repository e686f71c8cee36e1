// SPDX-License-Identifier: GPL-3.0-or-later
// Random templates come out as Jinja2 renders them. Needs a Python with jinja2, named by ATTUNE_ORACLE_PYTHON.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <map>
#include <string>

#include "core/base/json.h"
#include "core/text/chat_template.h"
#include "core/text/chat_template_files.h"

namespace attune {
namespace {

constexpr int kSkip = 77;  // what oracle.py exits with when jinja2 is missing

// Output and exit status of a command.
std::pair<std::string, int> run(const std::string& command) {
  std::string out;
  FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) return {"", -1};
  char buffer[65536];
  for (std::size_t n = 0; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.append(buffer, n);
  const int status = ::pclose(pipe);
  return {out, WIFEXITED(status) ? WEXITSTATUS(status) : -1};
}

struct Tally {
  int equal = 0, bothFail = 0, unsupported = 0, wrong = 0;
};

// One case: the same text, or an error on both sides, or a named refusal; never another text.
void compare(const Json& item, Tally& tally) {
  const auto parsed = ChatTemplate::parse(item["template"].get<std::string>());
  const Result<std::string> text =
      parsed ? renderMessagesFile(*parsed, item["input"].dump(), "input", false) : Result<std::string>(tl::unexpected(parsed.error()));
  const bool refused = !text && (text.error().code == "template.unsupported" || text.error().code == "template.limit");
  if (refused) {
    ++tally.unsupported;
    return;
  }
  const bool agrees = item.contains("failed") ? !text : text && *text == item["expected"].get<std::string>();
  if (agrees) {
    ++(item.contains("failed") ? tally.bothFail : tally.equal);
    return;
  }
  if (++tally.wrong > 10) return;
  ADD_FAILURE() << "template: " << item["template"].dump() << "\ninput: " << item["input"].dump() << "\nJinja2: "
                << (item.contains("failed") ? item["failed"] : item["expected"]).dump() << "\nAttune: "
                << (text ? Json(*text).dump() : describe(text.error()));
}

TEST(TemplateOracle, RandomTemplatesAgreeWithJinja2) {
  const char* python = std::getenv("ATTUNE_ORACLE_PYTHON");
  if (python == nullptr || *python == '\0') GTEST_SKIP() << "ATTUNE_ORACLE_PYTHON names no Python with jinja2; nothing to compare with.";
  const char* seed = std::getenv("ATTUNE_ORACLE_SEED");
  const char* count = std::getenv("ATTUNE_ORACLE_COUNT");
  const auto [lines, status] = run(std::string("'") + python + "' '" + ATTUNE_TEST_DATA + "/golden/templates/oracle.py' --seed " +
                                   (seed != nullptr ? seed : "1") + " --count " + (count != nullptr ? count : "600"));
  if (status == kSkip) GTEST_SKIP() << python << " has no jinja2; nothing to compare with.";
  ASSERT_EQ(status, 0) << "oracle.py failed";
  Tally tally;
  for (std::size_t begin = 0; begin < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    const auto item = parseJson(std::string_view(lines).substr(begin, end - begin), "oracle");
    ASSERT_TRUE(item) << describe(item.error());
    compare(*item, tally);
    begin = end + 1;
  }
  std::cout << "equal " << tally.equal << ", both fail " << tally.bothFail << ", refused by name " << tally.unsupported << ", wrong "
            << tally.wrong << "\n";
  EXPECT_EQ(tally.wrong, 0);
  EXPECT_GT(tally.equal, 100);
  // Refusals must stay the exception, or the comparison would be empty.
  EXPECT_LT(tally.unsupported * 20, tally.equal + tally.bothFail);
}

}  // namespace
}  // namespace attune
