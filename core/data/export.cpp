// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/export.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "core/base/spool.h"
#include "core/data/compress.h"
#include "core/data/formats/formats.h"
#include "core/data/formats/open.h"
#include "core/data/formats/parquet.h"
#include "core/data/recipe.h"

namespace attune {
namespace {

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Column names that the layouts use themselves are not taken for others' columns.
void addColumns(const Example& example, Json& row) {
  if (!example.columns.is_object()) return;
  for (const auto& [name, value] : example.columns.items())
    if (!row.contains(name)) row[name] = value;
}

void putLine(Json row, const Example& example, std::string& out) {
  addColumns(example, row);
  out.append(dump(row)).push_back('\n');
}

bool isConversation(const Example& example) {
  return example.kind == ExampleKind::Conversation;
}

bool hasPlainMessages(const Example& example) {
  return std::all_of(example.messages.begin(), example.messages.end(), [](const Message& message) {
    return message.extra.is_null() && message.trained == (message.role == Role::Assistant);
  });
}

Json messagesJson(const std::vector<Message>& messages) {
  Json list = Json::array();
  for (const auto& message : messages) {
    Json item{{"role", roleName(message.role)}, {"content", message.content}};
    if (message.role == Role::Assistant && !message.trained) item["weight"] = 0;
    if (message.role != Role::Assistant && message.trained) item["weight"] = 1;
    if (message.extra.is_object())
      for (const auto& [key, value] : message.extra.items()) item[key] = value;
    list.push_back(std::move(item));
  }
  return list;
}

void writeMessages(const Example& example, std::size_t, std::string& out) {
  Json row{{"messages", messagesJson(example.messages)}};
  if (!example.tools.is_null()) row["tools"] = example.tools;
  putLine(std::move(row), example, out);
}

// The turns of conversations, of prompts and of single answers: roles and texts alone, of which the usual ones are learnt.
bool isPlainAnswer(const std::vector<Message>& answer) {
  return answer.size() == 1 && answer[0].role == Role::Assistant && answer[0].trained && answer[0].extra.is_null();
}

bool fitsShareGpt(const Example& example) {
  const auto hasTurns = [&](bool isPrompt) {
    return !example.messages.empty() && std::ranges::all_of(example.messages, [&](const Message& m) {
      return m.role != Role::Tool && m.extra.is_null() && m.trained == (!isPrompt && m.role == Role::Assistant);
    });
  };
  if (isConversation(example)) return hasTurns(false);
  if (example.kind == ExampleKind::Rated) return hasTurns(true) && isPlainAnswer(example.chosen);
  return example.kind == ExampleKind::Preference && hasTurns(true) && isPlainAnswer(example.chosen) && isPlainAnswer(example.rejected);
}

void writeShareGpt(const Example& example, std::size_t, std::string& out) {
  constexpr std::array<const char*, 4> kNames{"system", "human", "gpt", "observation"};
  const auto turn = [&](const Message& message) {
    return Json{{"from", kNames[static_cast<std::size_t>(message.role)]}, {"value", message.content}};
  };
  Json list = Json::array();
  for (const auto& message : example.messages) list.push_back(turn(message));
  if (example.kind == ExampleKind::Rated) list.push_back(turn(example.chosen[0]));
  Json row{{"conversations", std::move(list)}};
  if (example.kind == ExampleKind::Rated) row["kto_tag"] = isRatedGood(example);
  if (example.kind == ExampleKind::Preference) {
    row["chosen"] = turn(example.chosen[0]);
    row["rejected"] = turn(example.rejected[0]);
  }
  if (!example.tools.is_null()) row["tools"] = dump(example.tools);
  putLine(std::move(row), example, out);
}

void describeShareGpt(const Example& example, ColumnMapping& mapping) {
  auto& columns = mapping.columns;
  if (!example.tools.is_null()) columns["tools"] = "tools";
  if (example.kind == ExampleKind::Preference) {
    mapping.schema = "preference";
    columns.insert({{"prompt", "conversations"}, {"chosen", "chosen"}, {"rejected", "rejected"}});
  } else {
    columns["messages"] = "conversations";
    mapping.schema = example.kind == ExampleKind::Rated ? "rated-conversation" : "sharegpt";
    if (example.kind == ExampleKind::Rated) columns["rating"] = "kto_tag";
  }
}

// [system] user assistant …, ending with an answer; everything but the last pair goes to the history.
bool fitsAlpaca(const Example& example) {
  const auto& messages = example.messages;
  if (!isConversation(example) || !hasPlainMessages(example) || !example.tools.is_null()) return false;
  const std::size_t first = !messages.empty() && messages[0].role == Role::System ? 1 : 0;
  if (messages.size() < first + 2 || (messages.size() - first) % 2 != 0) return false;
  for (std::size_t i = first; i < messages.size(); ++i)
    if (messages[i].role != ((i - first) % 2 == 0 ? Role::User : Role::Assistant)) return false;
  return true;
}

void writeAlpaca(const Example& example, std::size_t, std::string& out) {
  const auto& messages = example.messages;
  const std::size_t n = messages.size(), first = messages[0].role == Role::System ? 1 : 0;
  Json row{{"instruction", messages[n - 2].content}, {"input", ""}, {"output", messages[n - 1].content}};
  if (first == 1) row["system"] = messages[0].content;
  Json history = Json::array();
  for (std::size_t i = first; i + 2 < n; i += 2) history.push_back({messages[i].content, messages[i + 1].content});
  if (!history.empty()) row["history"] = std::move(history);
  putLine(std::move(row), example, out);
}

void describeAlpaca(const Example& example, ColumnMapping& mapping) {
  mapping.schema = "alpaca";
  mapping.columns.insert({{"prompt", "instruction"}, {"input", "input"}, {"response", "output"}});
  if (example.messages[0].role == Role::System) mapping.columns["system"] = "system";
  if (example.messages.size() > 3) mapping.columns["history"] = "history";
}

void putCell(std::string_view text, std::string& out) {
  out.push_back('"');
  for (const char c : text) {
    if (c == '"') out.push_back('"');
    out.push_back(c);
  }
  out.push_back('"');
}

void putCells(std::string_view first, std::string_view second, char delimiter, std::string& out) {
  putCell(first, out);
  out.push_back(delimiter);
  putCell(second, out);
  out.append("\r\n");
}

bool isPair(const Example& example) {
  return fitsAlpaca(example) && example.messages.size() == 2;
}

template <char kDelimiter>
void writeQuestionTable(const Example& example, std::size_t, std::string& out) {
  putCells(example.messages[0].content, example.messages[1].content, kDelimiter, out);
}

void writePromptCompletion(const Example& example, std::size_t, std::string& out) {
  putLine({{"prompt", example.messages[0].content}, {"completion", example.messages[1].content}}, example, out);
}

template <const char* kPrompt, const char* kResponse>
void describePair(const Example&, ColumnMapping& mapping) {
  mapping.schema = "question-answer";
  mapping.columns.insert({{"prompt", kPrompt}, {"response", kResponse}});
}
constexpr char kPrompt[] = "prompt", kCompletion[] = "completion", kQuestion[] = "question", kAnswer[] = "answer";

bool fitsLabelTable(const Example& example) {
  return example.kind == ExampleKind::Classification && example.labels.size() == 1;
}

template <char kDelimiter>
void writeLabelTable(const Example& example, std::size_t, std::string& out) {
  putCells(example.text, example.labels[0], kDelimiter, out);
}

// A paragraph: lines without a blank one between them. It has no place for the mark of a row that a step made.
bool fitsText(const Example& example) {
  if (example.kind != ExampleKind::PlainText || !syntheticOrigin(example).empty()) return false;
  if (example.text.find('\r') != std::string::npos) return false;
  for (std::size_t from = 0; from <= example.text.size();) {
    const std::size_t to = std::min(example.text.find('\n', from), example.text.size());
    if (std::string_view(example.text).substr(from, to - from).find_first_not_of(" \t\f\v") == std::string_view::npos)
      return false;
    from = to + 1;
  }
  return true;
}

void writeText(const Example& example, std::size_t index, std::string& out) {
  if (index > 0) out.push_back('\n');
  out.append(example.text).push_back('\n');
}

bool fitsConll(const Example& example) {
  if (example.kind != ExampleKind::TokenTags) return false;
  const auto plain = [](const std::string& text) {
    return !text.empty() && text.find_first_of(" \t\r\n") == std::string::npos;
  };
  // A first word that the readers take for a mark would be lost.
  if (!example.tokens.empty() && (example.tokens[0] == "#" || example.tokens[0].starts_with("-DOCSTART-")))
    return false;
  return std::all_of(example.tokens.begin(), example.tokens.end(), plain) &&
         std::all_of(example.tags.begin(), example.tags.end(), plain);
}

void writeConll(const Example& example, std::size_t, std::string& out) {
  if (const std::string origin = syntheticOrigin(example); !origin.empty())
    out.append("# ").append(kSyntheticColumn).append(" = ").append(origin).push_back('\n');
  for (std::size_t i = 0; i < example.tokens.size(); ++i)
    out.append(example.tokens[i]).append("\t").append(example.tags[i]).push_back('\n');
  out.push_back('\n');
}

bool fitsPreference(const Example& example) {
  return example.kind == ExampleKind::Preference;
}

void writePreference(const Example& example, std::size_t, std::string& out) {
  Json row{{"prompt", messagesJson(example.messages)},
           {"chosen", messagesJson(example.chosen)},
           {"rejected", messagesJson(example.rejected)}};
  if (!example.tools.is_null()) row["tools"] = example.tools;
  putLine(std::move(row), example, out);
}

void writeRated(const Example& example, std::size_t, std::string& out) {
  Json row{{"prompt", messagesJson(example.messages)},
           {"completion", messagesJson(example.chosen)},
           {"label", isRatedGood(example)}};
  if (!example.tools.is_null()) row["tools"] = example.tools;
  putLine(std::move(row), example, out);
}

bool fitsRows(const Example&) {
  return true;
}

// The plainest object of each kind.
void writeRows(const Example& example, std::size_t index, std::string& out) {
  switch (example.kind) {
    case ExampleKind::Conversation:
      return writeMessages(example, index, out);
    case ExampleKind::Preference:
      return writePreference(example, index, out);
    case ExampleKind::Rated:
      return writeRated(example, index, out);
    case ExampleKind::Classification:
      if (example.labels.size() == 1)
        return putLine({{"text", example.text}, {"label", example.labels[0]}}, example, out);
      return putLine({{"text", example.text}, {"label", example.labels}}, example, out);
    case ExampleKind::TokenTags:
      return putLine({{"tokens", example.tokens}, {"tags", example.tags}}, example, out);
    case ExampleKind::PlainText:
      return putLine({{"text", example.text}}, example, out);
  }
}

void writeJsonItem(const Example& example, std::size_t index, std::string& out) {
  if (index > 0) out.append(",\n");
  writeRows(example, index, out);
  out.pop_back();
}

const std::array kFormats{
    ExportFormat{"jsonl", ATTUNE_TEXT("JSON Lines"), ".jsonl", fitsRows, writeRows},
    ExportFormat{"json", ATTUNE_TEXT("JSON"), ".json", fitsRows, writeJsonItem, "[\n", "\n]\n"},
    ExportFormat{"parquet", ATTUNE_TEXT("Parquet"), ".parquet", fitsRows, writeRows},
    ExportFormat{"messages", ATTUNE_TEXT("Chat messages (OpenAI)"), ".jsonl", isConversation, writeMessages},
    ExportFormat{"sharegpt", ATTUNE_TEXT("ShareGPT conversations"), ".jsonl", fitsShareGpt, writeShareGpt,
                 {}, {}, 0, "sharegpt", describeShareGpt},
    ExportFormat{"alpaca", ATTUNE_TEXT("Instructions (Alpaca)"), ".jsonl", fitsAlpaca, writeAlpaca,
                 {}, {}, 0, "alpaca", describeAlpaca},
    ExportFormat{"prompt-completion", ATTUNE_TEXT("Prompt and completion"), ".jsonl", isPair, writePromptCompletion,
                 {}, {}, 0, "alpaca", describePair<kPrompt, kCompletion>},
    ExportFormat{"csv", ATTUNE_TEXT("CSV of question and answer"), ".csv", isPair, writeQuestionTable<','>,
                 "question,answer\r\n", {}, ',', "alpaca", describePair<kQuestion, kAnswer>},
    ExportFormat{"tsv", ATTUNE_TEXT("TSV of question and answer"), ".tsv", isPair, writeQuestionTable<'\t'>,
                 "question\tanswer\r\n", {}, '\t'},
    ExportFormat{"csv-labels", ATTUNE_TEXT("CSV of text and label"), ".csv", fitsLabelTable, writeLabelTable<','>,
                 "text,label\r\n", {}, ','},
    ExportFormat{"tsv-labels", ATTUNE_TEXT("TSV of text and label"), ".tsv", fitsLabelTable, writeLabelTable<'\t'>,
                 "text\tlabel\r\n", {}, '\t'},
    ExportFormat{"text", ATTUNE_TEXT("Plain text"), ".txt", fitsText, writeText},
    ExportFormat{"conll", ATTUNE_TEXT("Words with tags (CoNLL)"), ".conll", fitsConll, writeConll},
    ExportFormat{"preference", ATTUNE_TEXT("Better and worse answers"), ".jsonl", fitsPreference, writePreference},
};

// Tables have a column for rows that a step made when there are any.
void markCells(const Example* example, char delimiter, std::string& line) {
  line.resize(line.size() - 2);
  line.push_back(delimiter);
  if (example == nullptr) line.append(kSyntheticColumn);
  else line.append("\"").append(syntheticOrigin(*example)).append("\"");
  line.append("\r\n");
}

bool anySynthetic(const Dataset& dataset) {
  return std::ranges::any_of(dataset.examples, [](const Example& example) { return !syntheticOrigin(example).empty(); });
}

constexpr std::string_view kParquet = ".parquet";

// Parquet is a table of rows that are objects.
Result<void> checkName(const ExportFormat& format, const std::filesystem::path& path) {
  const bool named = path.extension() == kParquet;
  if (named && format.extension != ".jsonl" && format.extension != kParquet)
    return fail("data.export-unknown", ATTUNE_TEXT("{0} is not written into a Parquet file."), {std::string(format.label)},
                ATTUNE_TEXT("Choose Parquet as the format, or another ending for the name."));
  if (!named && format.extension == kParquet)
    return fail("data.export-unknown", ATTUNE_TEXT("The name of a Parquet file ends in .parquet."), {});
  return {};
}

// The file takes the place of an older one when it is complete and on the disk.
Result<void> replaceFile(Spool& content, const std::filesystem::path& path, std::stop_token stop) {
  std::filesystem::path temporary = path;
  temporary += ".tmp";
  std::error_code code;
  std::filesystem::remove(temporary, code);
  if (path.extension() == kParquet) ATTUNE_TRY_VOID(writeParquet(content, temporary, std::move(stop)));
  else if (isCompressedName(path)) ATTUNE_TRY_VOID(writeCompressed(content, path, temporary));
  else ATTUNE_TRY_VOID(content.publish(temporary));
  const FileDescriptor file(::open(temporary.c_str(), O_RDONLY | O_CLOEXEC));
  if (file && ::fsync(file.get()) == 0 && ::rename(temporary.c_str(), path.c_str()) == 0)
    return syncFolder(temporary.parent_path());
  auto failed = fail("file.write", ATTUNE_TEXT("“{0}” could not be written."), {path.string()},
                     ATTUNE_TEXT("Check that the folder exists and that you may write to it."), std::strerror(errno));
  std::filesystem::remove(temporary, code);
  return failed;
}

}  // namespace

std::span<const ExportFormat> exportFormats() {
  return kFormats;
}

Result<ExportReport> exportDataset(const Dataset& dataset, std::string_view format, const std::filesystem::path& path,
                                   std::span<const std::uint32_t> rows, const ProgressSink& progress, std::stop_token stop) {
  const auto found =
      std::find_if(kFormats.begin(), kFormats.end(), [&](const auto& known) { return known.id == format; });
  if (found == kFormats.end())
    return fail("data.export-unknown", ATTUNE_TEXT("There is no export format “{0}”."), {std::string(format)});
  ATTUNE_TRY_VOID(checkName(*found, path));
  ExportReport report;
  Spool file(path.has_parent_path() ? path.parent_path() : ".");
  const bool marked = found->delimiter != 0 && anySynthetic(dataset);
  std::string out(found->head);
  if (marked) markCells(nullptr, found->delimiter, out);
  file.append(out);
  const std::uint64_t total = rows.empty() ? dataset.examples.size() : rows.size();
  std::uint64_t done = 0;
  // False when the user stops.
  const auto take = [&](std::uint32_t row, const Example& example) {
    constexpr std::uint64_t kLook = 1024;
    if (done % kLook == 0) {
      if (stop.stop_requested()) return false;
      if (progress) progress({static_cast<double>(done) / static_cast<double>(total), ATTUNE_TEXT("Writing the rows"), -1});
    }
    ++done;
    if (!found->canHold(example)) {
      report.left.push_back(row);
      return true;
    }
    out.clear();
    found->write(example, report.written++, out);
    if (found->describe != nullptr) found->describe(example, report.mapping);
    if (marked) markCells(&example, found->delimiter, out);
    file.append(out);
    return true;
  };
  bool goesOn = true;
  std::uint32_t next = 0;
  if (rows.empty()) {
    for (auto example = dataset.examples.begin(); goesOn && example != dataset.examples.end(); ++example) goesOn = take(next++, *example);
  } else {
    for (std::size_t i = 0; goesOn && i < rows.size(); ++i) goesOn = take(rows[i], dataset.examples[rows[i]]);
  }
  if (!goesOn) return stopped();
  ATTUNE_TRY_VOID(dataset.examples.check());
  if (report.written == 0)
    return fail("data.export-nothing", ATTUNE_TEXT("No row of “{0}” can be written as {1}."),
                {dataset.name, std::string(found->label)},
                ATTUNE_TEXT("Choose JSON Lines, which holds every kind of row."));
  file.append(found->tail);
  // LLaMA-Factory opens these, and takes one kind of row from each.
  constexpr std::string_view kOpened[]{".jsonl", ".json", ".csv", kParquet};
  if (commonKind(dataset) && std::ranges::count(kOpened, path.extension().string()) > 0) report.formatting = found->formatting;
  ATTUNE_TRY_VOID(replaceFile(file, path, std::move(stop)));
  return report;
}

}  // namespace attune
