// SPDX-License-Identifier: GPL-3.0-or-later
// The diagnostic verbs: they look at files and need no project.
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>

#include "app/cli/command.h"
#include "core/base/file.h"
#include "core/engine/engine_loader.h"
#include "core/run/run_monitor.h"
#include "core/text/chat_template_files.h"
#include "core/weights/safetensors.h"
#include "core/workflow/inspect.h"
#include "core/workflow/model_bundle.h"

namespace attune::cli {
namespace {

std::string cell(const std::string& id, const std::optional<double>& value) {
  if (!value || !std::isfinite(*value)) return "–";
  if (id == "peak_bytes") return bytesText(static_cast<std::uint64_t>(*value));
  char text[32];
  const bool whole = *value == std::floor(*value) && std::abs(*value) < 1e15;
  std::snprintf(text, sizeof text, id == "elapsed_seconds" ? "%.0f s" : whole ? "%.0f" : "%.5g", *value);
  return text;
}

// Columns as wide as their widest text; code points are counted, not bytes.
std::string table(const std::vector<std::vector<std::string>>& rows) {
  const auto width = [](const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
  };
  std::vector<std::size_t> widths;
  for (const auto& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (widths.size() <= i) widths.push_back(0);
      widths[i] = std::max(widths[i], width(row[i]));
    }
  std::string out;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) out += row[i] + std::string(i + 1 < row.size() ? widths[i] - width(row[i]) + 2 : 0, ' ');
    out += '\n';
  }
  return out;
}

Json comparisonJson(const RunComparison& comparison) {
  Json json = {{"runs", Json::array()}, {"param_diff", Json::array()}, {"summary", Json::array()}, {"differences", Json::array()},
               {"not_comparable", Json::array()}};
  for (const RunRecord& run : comparison.runs) json["runs"].push_back(runJson(run));
  for (const ParamDiffRow& row : comparison.params)
    if (row.differs) json["param_diff"].push_back({{"id", row.id}, {"values", row.values}});
  for (const SummaryRow& row : comparison.summary) {
    Json values = Json::array();
    for (const auto& value : row.values) values.push_back(value && std::isfinite(*value) ? Json(*value) : Json(nullptr));
    json["summary"].push_back({{"id", row.id}, {"values", values}, {"best", row.best}});
  }
  for (const PairedDifference& d : comparison.differences)
    json["differences"].push_back({{"first", comparison.runs[d.first].spec.name}, {"second", comparison.runs[d.second].spec.name}, {"rows", d.rows},
                                   {"difference", d.difference}, {"low", d.low}, {"high", d.high}, {"p_value", d.pValue}, {"significant", d.significant}});
  for (const Error& reason : comparison.notComparable) json["not_comparable"].push_back(describe(reason));
  return json;
}

std::string comparisonText(const RunComparison& comparison) {
  std::vector<std::vector<std::string>> rows{{""}};
  for (const RunRecord& run : comparison.runs) rows[0].push_back(run.spec.name);
  for (const ParamDiffRow& row : comparison.params) {
    if (!row.differs) continue;
    rows.push_back({row.id});
    for (const auto& value : row.values) rows.back().push_back(value.empty() ? "–" : value);
  }
  for (const SummaryRow& row : comparison.summary) {
    rows.push_back({row.label});
    for (std::size_t i = 0; i < row.values.size(); ++i) rows.back().push_back(cell(row.id, row.values[i]) + (static_cast<std::int64_t>(i) == row.best ? " *" : ""));
  }
  std::string text = table(rows);
  for (const PairedDifference& d : comparison.differences) {
    char line[160];
    std::snprintf(line, sizeof line, "%+.4f [%+.4f, %+.4f] on %zu rows", d.difference, d.low, d.high, d.rows);
    text += "“" + comparison.runs[d.second].spec.name + "” minus “" + comparison.runs[d.first].spec.name + "”: " + line +
            (d.significant ? "" : ", which may be chance") + "\n";
  }
  for (const Error& reason : comparison.notComparable) text += "Not comparable: " + describe(reason) + "\n";
  return text;
}

}  // namespace

Action declareCompare(CLI::App& command) {
  struct Options {
    std::string project;
    std::vector<std::string> runs;
  };
  auto o = std::make_shared<Options>();
  command.add_option("PROJECT", o->project)->required();
  command.add_option("RUNS", o->runs, "Names or ids")->required();
  return [o](Console& console) {
    return withProject(console, o->project, [&](Project& project) -> Result<int> {
      std::vector<std::string> ids;
      for (const auto& run : o->runs) {
        ATTUNE_TRY(ids.emplace_back(), project.findRun(run));
      }
      ATTUNE_TRY(const RunComparison comparison, project.compare(ids));
      console.result(comparisonJson(comparison), comparisonText(comparison));
      return static_cast<int>(kDone);
    });
  };
}

Action declareInspect(CLI::App& command) {
  auto file = std::make_shared<std::string>();
  command.add_option("FILE", *file, "A model, tokenizer, config or table")->required();
  return [file](Console& console) {
    const auto facts = inspect(*file);
    if (!facts) return console.error(facts.error());
    console.result(*facts, facts->dump(2, ' ', false, Json::error_handler_t::replace));
    return static_cast<int>(kDone);
  };
}

Action declareTokenize(CLI::App& command) {
  auto model = std::make_shared<std::string>();
  auto file = std::make_shared<std::string>();
  command.add_option("--model", *model, "Model folder, tokenizer file or .gguf")->required();
  command.add_option("FILE", *file, "Text, one input a line; or *.jsonl with {\"text\"} a line")->required();
  return [model, file](Console& console) {
    const auto tokenizer = openTokenizer(*model);
    if (!tokenizer) return console.error(tokenizer.error());
    if (const auto done = tokenizeFile(**tokenizer, *file, std::cout); !done) return console.error(done.error());
    std::cout.flush();
    return static_cast<int>(kDone);
  };
}

Action declareTemplate(CLI::App& command) {
  struct Options {
    std::string file, messages;
    bool prompt = false;
  };
  auto o = std::make_shared<Options>();
  command.add_option("--template", o->file, "A Jinja chat template")->required();
  command.add_option("--messages", o->messages, "JSON list of messages, an object with variables, or *.jsonl")->required();
  command.add_flag("--add-generation-prompt", o->prompt, "End where the answer begins");
  return [o](Console& console) {
    const auto text = [&]() -> Result<std::string> {
      ATTUNE_TRY(const std::string source, readFile(o->file, 1 << 20));
      ATTUNE_TRY(const ChatTemplate chatTemplate, ChatTemplate::parse(source));
      ATTUNE_TRY(const std::string messages, readFile(o->messages));
      return renderMessages(chatTemplate, messages, o->messages, o->prompt);
    }();
    if (!text) return console.error(text.error());
    std::cout << *text << std::flush;
    return static_cast<int>(kDone);
  };
}

Action declareLogits(CLI::App& command) {
  struct Options {
    OpenRequest open;
    std::string model, adapter, ids, output;
  };
  auto o = std::make_shared<Options>();
  command.add_option("--model", o->model)->required();
  command.add_option("--adapter", o->adapter, "PEFT folder");
  command.add_option("--ids", o->ids, "JSON array of equally long arrays of token ids")->required();
  command.add_option("--output,-o", o->output, "The .safetensors file to write: logits [B, T, V] float32")->required();
  command.add_option("--device", o->open.device)->capture_default_str();
  command.add_option("--precision", o->open.precision, "auto, fp32, bf16")->capture_default_str();
  return [o](Console& console) {
    const auto run = [&]() -> Result<Json> {
      ATTUNE_TRY(const Json json, readJsonFile(o->ids));
      std::vector<std::vector<std::int32_t>> ids;
      try {
        ids = json.is_array() && !json.empty() && json[0].is_number() ? decltype(ids){json.get<std::vector<std::int32_t>>()} : json.get<decltype(ids)>();
      } catch (const nlohmann::json::exception& problem) {
        return fail("usage.ids", ATTUNE_TEXT("“{0}” is not an array of arrays of token ids."), {o->ids}, {}, problem.what());
      }
      ATTUNE_TRY(const auto path, resolveModel(o->model));
      ATTUNE_TRY(const auto engine, loadEngine());
      o->open.model = path;
      o->open.adapter = o->adapter;
      ATTUNE_TRY(const auto model, engine->open(o->open, console.work().progress, console.stop()));
      ATTUNE_TRY(const Logits logits, model->logits(ids));
      TensorInfo info;
      info.name = "logits";
      info.dtype = DType::F32;
      info.shape = {logits.batch, logits.length, logits.vocabulary};
      ATTUNE_TRY(SafetensorsWriter writer, SafetensorsWriter::create(o->output, {info}));
      ATTUNE_TRY_VOID(writer.writeFloat32("logits", logits.values));
      ATTUNE_TRY_VOID(writer.finish());
      return Json{{"path", o->output}, {"shape", {logits.batch, logits.length, logits.vocabulary}}};
    }();
    if (!run) return console.error(run.error());
    console.result(*run, "Wrote " + o->output);
    return static_cast<int>(kDone);
  };
}

Action declareMonitor(CLI::App& command) {
  auto file = std::make_shared<std::string>();
  command.add_option("--curve", *file, "JSON with steps, train and val")->required();
  return [file](Console& console) {
    const auto curve = readJsonFile(*file);
    if (!curve) return console.error(curve.error());
    const auto judgement = judgeCurve(*curve);
    if (!judgement) return console.error(judgement.error());
    std::string text = judgement->verdict;
    for (const RunWarning& warning : judgement->warnings)
      text += "\nstep " + std::to_string(warning.step) + ": " + fillSlots(warning.text, warning.args) + " " + fillSlots(warning.advice, warning.args);
    console.result(toJson(*judgement), text);
    return static_cast<int>(kDone);
  };
}

}  // namespace attune::cli
