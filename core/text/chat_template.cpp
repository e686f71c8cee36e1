// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/chat_template.h"

#include <cstdio>
#include <ctime>

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/text/jinja/template.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kChatMl = R"({%- for message in messages -%}
{{- '<|im_start|>' + message.role + '\n' + (message.content or '') + '<|im_end|>\n' -}}
{%- endfor -%}
{%- if add_generation_prompt -%}
{{- '<|im_start|>assistant\n' -}}
{%- endif -%}
)";

// "2026-01-05T09:07:03.5": date and time, with or without a fraction; what follows (a zone) is ignored.
Result<jinja::Clock> parseClock(const std::string& iso) {
  jinja::Clock clock;
  std::tm& time = clock.time;
  char separator = 0;
  int used = 0;
  const int read = std::sscanf(iso.c_str(), "%4d-%2d-%2d%c%2d:%2d:%2d%n", &time.tm_year, &time.tm_mon, &time.tm_mday,
                               &separator, &time.tm_hour, &time.tm_min, &time.tm_sec, &used);
  const bool valid = (read == 3 || read == 7 || read == 6) && time.tm_mon >= 1 && time.tm_mon <= 12 &&
                     time.tm_mday >= 1 && time.tm_mday <= 31 && time.tm_hour >= 0 && time.tm_hour < 24 &&
                     time.tm_min >= 0 && time.tm_min < 60 && time.tm_sec >= 0 && time.tm_sec < 61;
  if (!valid)
    return fail("template.input", ATTUNE_TEXT("“{0}” is not a time such as {1}."), {iso, std::string(kTemplateNow)});
  if (read == 7 && static_cast<std::size_t>(used) < iso.size() && iso[static_cast<std::size_t>(used)] == '.') {
    int unit = 100000;
    for (std::size_t i = static_cast<std::size_t>(used) + 1; i < iso.size() && iso[i] >= '0' && iso[i] <= '9';
         ++i, unit /= 10)
      clock.microseconds += (iso[i] - '0') * unit;
  }
  time.tm_year -= 1900;
  time.tm_mon -= 1;
  time.tm_isdst = -1;
  // Fills in the day of the week and of the year; noon, as no zone has a change of clocks there.
  std::tm noon = time;
  noon.tm_hour = 12;
  if (::timegm(&noon) == -1 && noon.tm_year != 69) noon.tm_wday = 0;
  time.tm_wday = noon.tm_wday;
  time.tm_yday = noon.tm_yday;
  return clock;
}

// A special token stands in tokenizer_config.json as a text or as an object with its text in "content".
Json specialTokensOf(const Json& config) {
  Json tokens = Json::object();
  if (!config.is_object()) return tokens;
  for (const auto& [key, value] : config.items()) {
    if (!key.ends_with("_token")) continue;
    if (value.is_string())
      tokens[key] = value;
    else if (value.is_object() && value.contains("content") && value["content"].is_string())
      tokens[key] = value["content"];
  }
  return tokens;
}

Result<std::string> named(const Json& templates, const std::string& wanted) {
  for (const Json& entry : templates) {
    const bool valid =
        entry.is_object() && entry.contains("name") && entry.contains("template") && entry["template"].is_string();
    if (valid && entry["name"] == wanted) return entry["template"].get<std::string>();
  }
  return fail("template.name", ATTUNE_TEXT("The model has no chat template called “{0}”."), {wanted});
}

// A message with its texts marked for following; the role is left out, as templates write it before the turn.
jinja::Value followed(const Json& message) {
  if (!message.is_object()) return jinja::fromJson(message, jinja::kUser);
  jinja::Dict dict;
  for (const auto& [key, value] : message.items())
    dict.set(jinja::Value(key, jinja::kUser),
             jinja::fromJson(value, key == "role" ? jinja::kUser : jinja::kUser | jinja::kFocus));
  return jinja::Value::dict(std::move(dict));
}

}  // namespace

struct ChatTemplate::Parts {
  std::string source, hash;
  Json specialTokens;
  bool fallback = false, generation = false;
  jinja::Template parsed;
};

std::vector<TextSegment> Rendered::segments() const {
  std::vector<TextSegment> out;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (i + 1 < spans.size() && spans[i + 1].user == spans[i].user) continue;
    out.push_back({std::string_view(text).substr(begin, spans[i].bytes.end - begin), !spans[i].user});
    begin = spans[i].bytes.end;
  }
  return out;
}

std::vector<ByteRange> Rendered::generated() const {
  std::vector<ByteRange> out;
  for (const Span& span : spans) {
    if (!span.generated) continue;
    if (!out.empty() && out.back().end == span.bytes.begin)
      out.back().end = span.bytes.end;
    else
      out.push_back(span.bytes);
  }
  return out;
}

std::string presentTemplateTime() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  ::localtime_r(&now, &local);
  char buffer[32];
  std::strftime(buffer, sizeof buffer, "%Y-%m-%dT%H:%M:%S", &local);
  return buffer;
}

Result<ChatTemplate> ChatTemplate::make(std::string_view source, Json specialTokens, bool fallback) {
  ATTUNE_TRY(jinja::Template parsed, jinja::Template::parse(source));
  if (!specialTokens.is_object()) specialTokens = Json::object();
  std::string hash = sha256(std::string(source) + '\n' + specialTokens.dump());
  const bool generation = parsed.hasGeneration();
  return ChatTemplate(std::make_shared<const Parts>(
      Parts{std::string(source), std::move(hash), std::move(specialTokens), fallback, generation, std::move(parsed)}));
}

Result<ChatTemplate> ChatTemplate::parse(std::string_view source, Json specialTokens) {
  return make(source, std::move(specialTokens), false);
}

ChatTemplate ChatTemplate::chatMl(Json specialTokens) {
  return *make(kChatMl, std::move(specialTokens), true);  // tests show that it parses
}

Result<ChatTemplate> ChatTemplate::load(const fs::path& modelFolder, std::string_view name) {
  Json config;
  std::error_code code;
  if (const fs::path path = modelFolder / "tokenizer_config.json"; fs::exists(path, code)) {
    ATTUNE_TRY(config, readJsonFile(path));
  }
  Json specialTokens = specialTokensOf(config);
  const std::string wanted(name.empty() ? "default" : name);
  constexpr std::uint64_t kMaxFileBytes = 1 << 20;
  const fs::path own = wanted == "default" ? modelFolder / "chat_template.jinja"
                                           : modelFolder / "additional_chat_templates" / (wanted + ".jinja");
  if (wanted.find('/') == std::string::npos && fs::exists(own, code)) {
    ATTUNE_TRY(const std::string source, readFile(own, kMaxFileBytes));
    return make(source, std::move(specialTokens), false);
  }
  const Json stored = config.is_object() && config.contains("chat_template") ? config["chat_template"] : Json();
  if (stored.is_string() && wanted == "default")
    return make(stored.get<std::string>(), std::move(specialTokens), false);
  if (stored.is_array()) {
    ATTUNE_TRY(const std::string source, named(stored, wanted));
    return make(source, std::move(specialTokens), false);
  }
  if (wanted != "default") return tl::unexpected(std::move(named(Json::array(), wanted).error()));
  return chatMl(std::move(specialTokens));
}

Result<ChatTemplate> ChatTemplate::fromGguf(std::string_view source, const Tokenizer& tokenizer) {
  Json specialTokens = specialTokenVariables(tokenizer);
  return source.empty() ? chatMl(std::move(specialTokens)) : make(source, std::move(specialTokens), false);
}

Result<Rendered> ChatTemplate::render(const Json& messages, const Json& variables, bool addGenerationPrompt,
                                      std::optional<std::size_t> focus) const {
  if (!messages.is_array())
    return fail("template.input", ATTUNE_TEXT("The messages for a chat template must be a list."));
  std::string now(kTemplateNow);
  jinja::Dict dict;
  try {
    std::vector<jinja::Value> values;
    for (std::size_t i = 0; i < messages.size(); ++i)
      values.push_back(focus == i ? followed(messages[i]) : jinja::fromJson(messages[i], jinja::kUser));
    dict.set(jinja::Value("messages"), jinja::Value::list(std::move(values)));
    dict.set(jinja::Value("tools"), jinja::Value());
    dict.set(jinja::Value("documents"), jinja::Value());
    for (const auto& [key, value] : m_parts->specialTokens.items())
      dict.set(jinja::Value(key), jinja::fromJson(value, jinja::kTemplate));
    if (variables.is_object()) {
      for (const auto& [key, value] : variables.items()) {
        if (key == "now" && value.is_string())
          now = value.get<std::string>();
        else
          dict.set(jinja::Value(key),
                   jinja::fromJson(value, key.ends_with("_token") ? jinja::kTemplate : jinja::kUser));
      }
    }
    dict.set(jinja::Value("add_generation_prompt"), jinja::Value(addGenerationPrompt));
  } catch (const jinja::Failure& failure) {
    return fail("template.limit", ATTUNE_TEXT("A conversation is nested too deep for a chat template."), {}, {},
                failure.detail);
  }
  ATTUNE_TRY(const jinja::Clock clock, parseClock(now));
  ATTUNE_TRY(const jinja::Text text, m_parts->parsed.render(dict, clock));
  Rendered rendered;
  rendered.text = text.bytes();
  std::size_t begin = 0;
  for (const auto& run : text.runs()) {
    rendered.spans.push_back({{begin, run.end},
                              (run.marks & jinja::kUser) != 0,
                              (run.marks & jinja::kGenerated) != 0,
                              (run.marks & jinja::kFocus) != 0});
    begin = run.end;
  }
  if (begin < rendered.text.size()) rendered.spans.push_back({{begin, rendered.text.size()}, false, false, false});
  return rendered;
}

const std::string& ChatTemplate::source() const {
  return m_parts->source;
}
const std::string& ChatTemplate::contentHash() const {
  return m_parts->hash;
}
bool ChatTemplate::isFallback() const {
  return m_parts->fallback;
}
bool ChatTemplate::hasGenerationBlocks() const {
  return m_parts->generation;
}

Json messagesToJson(std::span<const Message> messages) {
  Json out = Json::array();
  for (const Message& message : messages) {
    Json item{{"role", std::string(roleName(message.role))}, {"content", message.content}};
    if (message.extra.is_object())
      for (const auto& [key, value] : message.extra.items()) item[key] = value;
    out.push_back(std::move(item));
  }
  return out;
}

Json specialTokenVariables(const Tokenizer& tokenizer) {
  Json out = Json::object();
  const SpecialTokenIds& ids = tokenizer.specialIds();
  const auto add = [&](const char* name, const std::optional<TokenId>& id) {
    if (!id) return;
    if (auto token = tokenizer.idToToken(*id)) out[name] = *token;
  };
  add("bos_token", ids.bos);
  add("eos_token", ids.eos);
  add("pad_token", ids.pad);
  add("unk_token", ids.unknown);
  return out;
}

}  // namespace attune
