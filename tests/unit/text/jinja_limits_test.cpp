// SPDX-License-Identifier: GPL-3.0-or-later
// Templates come from strangers: each limit stops them with a named error, and no input crashes the engine.
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "core/text/chat_template.h"
#include "core/text/jinja/template.h"

namespace attune::jinja {
namespace {

Result<Text> render(const std::string& source, const Limits& limits = {}) {
  auto parsed = Template::parse(source, limits);
  if (!parsed) return tl::unexpected(parsed.error());
  Dict variables;
  variables.set(Value("messages"), fromJson(Json::parse(R"([{"role": "user", "content": "hello"}])"), kUser));
  return parsed->render(variables, {});
}

std::string codeOf(const std::string& source) {
  const auto text = render(source);
  return text ? "text: " + text->bytes().substr(0, 200) : text.error().code;
}

std::string repeat(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST(JinjaLimits, TemplateSize) {
  EXPECT_EQ(codeOf(std::string(256 * 1024 + 1, 'a')), "template.limit");
  EXPECT_TRUE(render(std::string(256 * 1024, 'a')));
}

TEST(JinjaLimits, Steps) {
  EXPECT_EQ(codeOf("{% for i in range(100000) %}{% for j in range(100) %}{% endfor %}{% endfor %}"), "template.limit");
  Limits few;
  few.steps = 50;
  const auto text = render("{% for i in range(100) %}{{ i }}{% endfor %}", few);
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().detail, "more than 50 steps");
}

TEST(JinjaLimits, Output) {
  EXPECT_EQ(codeOf("{{ 'a' * 20000000 }}"), "template.limit");
  EXPECT_EQ(codeOf("{{ 'a' * 99999999999999999999 }}"), "template.limit");
  EXPECT_EQ(codeOf("{% for i in range(100) %}{{ 'a' * 200000 }}{% endfor %}"), "template.limit");
  EXPECT_EQ(codeOf("{% set ns = namespace(t='aaaaaaaaaa') %}{% for i in range(64) %}{% set ns.t = ns.t ~ ns.t %}{% endfor %}"), "template.limit");
  EXPECT_EQ(codeOf("{{ [0] * 999999999 }}"), "template.limit");
  EXPECT_EQ(codeOf("{{ 'x'.center(999999999) }}"), "template.limit");
  EXPECT_EQ(codeOf("{{ '%999999999d' % 1 }}"), "template.limit");
  EXPECT_EQ(codeOf("{{ ('a' * 9000000) | replace('', 'bbbbbb') }}"), "template.limit");
}

TEST(JinjaLimits, Time) {
  Limits hurried;
  hurried.cpuMilliseconds = 30;
  const auto start = std::chrono::steady_clock::now();
  const auto text = render("{% set s = 'ab' * 4000000 %}{% for i in range(9999) %}{% set t = s | upper %}{% endfor %}", hurried);
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().code, "template.limit");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

TEST(JinjaLimits, Nesting) {
  EXPECT_EQ(codeOf("{{ " + repeat("(", 5000) + "1" + repeat(")", 5000) + " }}"), "template.limit");
  EXPECT_EQ(codeOf("{{ " + repeat("[", 5000) + repeat("]", 5000) + " }}"), "template.limit");
  EXPECT_EQ(codeOf("{{ " + repeat("not ", 5000) + "1 }}"), "template.limit");
  EXPECT_EQ(codeOf("{{ " + repeat("-", 5000) + "1 }}"), "template.limit");
  EXPECT_EQ(codeOf("{{ 1" + repeat(" + 1", 5000) + " }}"), "template.limit");
  EXPECT_EQ(codeOf("{{ 1" + repeat(" | abs", 5000) + " }}"), "template.limit");
  EXPECT_EQ(codeOf("{{ 1" + repeat(" if 1 else 1", 5000) + " }}"), "template.limit");
  EXPECT_EQ(codeOf(repeat("{% if 1 %}", 5000) + repeat("{% endif %}", 5000)), "template.limit");
  EXPECT_EQ(codeOf("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"), "template.limit");
  EXPECT_EQ(codeOf("{% macro m(x) %}{{ m([x]) }}{% endmacro %}{{ m(1) }}"), "template.limit");
  EXPECT_EQ(codeOf("{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}"), "template.limit");
}

// Destroying a value recurses through what it holds, so that no chain may grow without bound.
TEST(JinjaLimits, ChainsOfValues) {
  const auto chain = [](const std::string& next) {
    return codeOf("{% set ns = namespace(v=[1]) %}{% for i in range(90000) %}{% set ns.v = " + next + " %}{% endfor %}done");
  };
  EXPECT_EQ(chain("[ns.v]"), "template.limit");
  EXPECT_EQ(chain("(ns.v, 1)"), "template.limit");
  EXPECT_EQ(chain("{'k': ns.v}"), "template.limit");
  EXPECT_EQ(chain("ns.v | map('string')"), "template.limit");
  EXPECT_EQ(chain("[ns.v.count]"), "template.limit");
  EXPECT_EQ(chain("joiner(ns.v)"), "template.limit");
  EXPECT_EQ(chain("cycler(ns.v)"), "template.limit");
  EXPECT_EQ(chain("namespace(v=ns.v)"), "text: done");
  EXPECT_EQ(codeOf("{% set ns = namespace() %}{% set ns.a = [ns] %}{{ ns.a | length }}"), "text: 1");
  EXPECT_EQ(codeOf("{% set ns = namespace() %}{% set ns.a = [ns] %}{{ ns }}"), "template.limit");
  EXPECT_EQ(codeOf("{% set ns = namespace(l=1) %}{% for i in range(5000) %}{% for x in [ns.l] %}{% set ns.l = loop %}{% endfor %}{% endfor %}ok"), "text: ok");
}

TEST(JinjaLimits, Integers) {
  EXPECT_EQ(codeOf("{{ 2 ** 126 }}"), "text: 85070591730234615865843651857942052864");
  EXPECT_EQ(codeOf("{{ 2 ** 127 }}"), "template.limit");
  EXPECT_EQ(codeOf("{{ 10 ** 30 * 10 ** 30 }}"), "template.limit");
  EXPECT_EQ(codeOf("{{ 9999999999999999999999999999999999999999999999 }}"), "template.limit");
  EXPECT_EQ(codeOf("{{ range(1000000) }}"), "template.limit");
}

TEST(JinjaErrors, NameTheLine) {
  const auto unknown = render("a\nb\n{% include 'x' %}");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, "template.unsupported");
  EXPECT_EQ(unknown.error().args.at(0), "3");
  const auto undefined = render("line\n{% if true %}\n{{ missing.x }}{% endif %}");
  ASSERT_FALSE(undefined);
  EXPECT_EQ(undefined.error().code, "template.undefined");
  EXPECT_EQ(undefined.error().args.at(0), "3");
  EXPECT_EQ(undefined.error().detail, "'missing' is undefined");
  const auto raised = render("\n\n{{ raise_exception('No ' ~ 'way') }}");
  ASSERT_FALSE(raised);
  EXPECT_EQ(raised.error().code, "template.raised");
  EXPECT_EQ(raised.error().args, (std::vector<std::string>{"No way", "3"}));
}

TEST(JinjaErrors, SandboxAndUnknownParts) {
  EXPECT_EQ(codeOf("{{ [1].append(2) }}"), "template.security");
  EXPECT_EQ(codeOf("{{ {}.update({}) }}"), "template.security");
  EXPECT_EQ(codeOf("{{ messages.__class__.__mro__ }}"), "template.security");
  EXPECT_EQ(codeOf("{{ ''.__class__() }}"), "template.security");
  EXPECT_EQ(codeOf("{{ 'a' | nonsense }}"), "template.unsupported");
  EXPECT_EQ(codeOf("{{ 'a' is nonsense }}"), "template.unsupported");
  EXPECT_EQ(codeOf("{{ 'a'.encode() }}"), "template.unsupported");
  EXPECT_EQ(codeOf("{% do 1 %}"), "template.syntax");
  EXPECT_EQ(codeOf("{% break %}"), "template.syntax");
  EXPECT_EQ(codeOf("{{ lipsum() }}"), "template.unsupported");
  EXPECT_EQ(codeOf("{{ [1] | map('string') }}"), "template.unsupported");
}

TEST(JinjaErrors, BrokenTemplates) {
  for (const char* source : {"{{", "{%", "{#", "{{ 1", "{% if", "{% if 1 %}", "{% endif %}", "{{ 'a }}", "{{ (1] }}", "{{ 1 + }}", "{% set %}", "{% set 1 = 2 %}",
                             "{% for x %}{% endfor %}", "{% for x in %}{% endfor %}", "{% macro %}{% endmacro %}", "{% raw %}", "{{ a.1b }}", "{{ } }}", "{% call x %}{% endcall %}",
                             "{{ f(a=1, 2) }}", "{{ '\\x1' }}", "{{ 1 is }}", "{{ a | }}", "{% else %}", "{{ [1, 2 }}", "{{ {1: } }}", "{{ $ }}", "{{ 007 }}", "{% if %}x{% endif %}"}) {
    SCOPED_TRACE(source);
    const auto parsed = Template::parse(source);
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().code, "template.syntax");
    EXPECT_EQ(parsed.error().args.at(0), "1");
  }
  EXPECT_EQ(Template::parse("\xff\xfe").error().code, "template.syntax");
}

}  // namespace
}  // namespace attune::jinja
