// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/quality.h"

#include <gtest/gtest.h>

#include <atomic>
#include <set>

#include "core/base/random.h"
#include "core/data/filter_expression.h"
#include "core/data/language.h"
#include "core/data/near_duplicates.h"
#include "core/data/recipe.h"
#include "core/data/split.h"
#include "core/data/statistics.h"
#include "core/data/tagging.h"
#include "core/data/text_damage.h"

namespace attune {
namespace {

Example pair(const std::string& question, const std::string& answer) {
  Example example;
  example.messages = {Message(Role::User, question), Message(Role::Assistant, answer)};
  return example;
}

Example labelled(const std::string& text, const std::string& label) {
  Example example;
  example.kind = ExampleKind::Classification;
  example.text = text;
  example.labels = {label};
  return example;
}

Dataset of(std::vector<Example> examples) {
  Dataset dataset;
  for (auto& example : examples) {
    example.sourceRow = dataset.examples.size() + 1;
    dataset.examples.push_back(std::move(example));
    dataset.ledger.keep();
  }
  dataset.contentHash = contentHashOf(dataset.examples);
  return dataset;
}

SplitSpec byMethod(const std::string& method, const std::string& stratifyBy = {}) {
  SplitSpec spec;
  spec.method = method;
  spec.stratifyBy = stratifyBy;
  return spec;
}

TEST(Statistics, CountsCharactersLabelsAndTurns) {
  const Dataset dataset =
      of({pair("żółw", "æ"), pair("ab", "cde"), labelled("x", "a"), labelled("yy", "b"), labelled("zzz", "a")});
  const auto statistics = computeStatistics(dataset, [](const Example& example) { return example.messages.size(); });
  EXPECT_EQ(statistics.examples, 5U);
  EXPECT_EQ(statistics.kinds.at("conversation"), 2U);
  EXPECT_EQ(statistics.labels, (std::map<std::string, std::uint64_t>{{"a", 2}, {"b", 1}}));
  EXPECT_EQ(statistics.turns.at(2), 2U);
  EXPECT_EQ(statistics.characters.total, 5U + 5 + 1 + 2 + 3);
  EXPECT_EQ(statistics.characters.longest, 5U);
  EXPECT_EQ(statistics.characters.median, 3U);
  ASSERT_TRUE(statistics.tokens);
  EXPECT_EQ(statistics.tokens->total, 4U);
  EXPECT_TRUE(toJson(statistics).contains("tokens"));
}

TEST(Statistics, HistogramsHoldEveryLength) {
  Random random(5);
  for (const std::uint64_t scale : {1ULL, 10ULL, 1000ULL, 1'000'000'000ULL}) {
    std::vector<std::uint64_t> lengths;
    for (int i = 0; i < 500; ++i) lengths.push_back(random.below(scale * 37) + scale);
    const auto summary = summariseLengths(lengths);
    std::uint64_t count = 0;
    for (const auto& bin : summary.bins) count += bin.count;
    EXPECT_EQ(count, 500U);
    EXPECT_LE(summary.bins.size(), 42U);
    EXPECT_LE(summary.median, summary.percentile95);
    EXPECT_LE(summary.percentile99, summary.longest);
  }
  EXPECT_EQ(summariseLengths({}).bins.size(), 0U);
  EXPECT_EQ(summariseLengths({7}).median, 7U);
  EXPECT_EQ(summariseLengths({1, 2, 3, 4}).median, 2U);
}

std::string words(Random& random, int n) {
  std::string text;
  for (int i = 0; i < n; ++i) text += "word" + std::to_string(random.below(5000)) + " ";
  return text;
}

TEST(NearDuplicates, FindsPlantedPairsAndNoOthers) {
  Random random(9);
  std::vector<std::string> texts;
  for (int i = 0; i < 1000; ++i) texts.push_back(words(random, 40));
  std::set<std::pair<std::uint32_t, std::uint32_t>> planted;
  for (std::uint32_t i = 0; i < 100; ++i) {
    planted.emplace(i * 10, texts.size());
    std::string copy = texts[i * 10];
    copy.replace(copy.find(' ', 20), 1, i % 2 == 0 ? ", new " : "!! ");
    texts.push_back(copy);
  }
  std::set<std::pair<std::uint32_t, std::uint32_t>> found;
  for (const auto& group : findNearDuplicates(texts, 0.8)) {
    ASSERT_EQ(group.size(), 2U);
    found.emplace(group[0], group[1]);
  }
  EXPECT_EQ(found, planted);
  EXPECT_EQ(findNearDuplicates(texts, 0.8), findNearDuplicates(texts, 0.8));
}

// Rows made from one template are all candidates of each other: their signatures tell most of them apart, and the copies
// among them are found as comparing every pair finds them.
TEST(NearDuplicates, CopiesAmongRowsFromATemplateAreFound) {
  Random random(4);
  const std::string shared = words(random, 30) + " ";
  std::vector<std::string> texts;
  std::vector<std::vector<std::uint32_t>> planted;
  for (std::uint32_t i = 0; i < 2000; ++i) {
    if (i % 10 == 9) {
      planted.push_back({i - 4, i});
      texts.push_back(texts[i - 4] + "!");
      texts.back().replace(0, 4, "new");
    } else {
      texts.push_back(shared + words(random, 25));
    }
  }
  std::atomic<int> read = 0;
  const auto text = [&](std::uint32_t i) { return ++read, texts[i]; };
  EXPECT_EQ(findNearDuplicates(static_cast<std::uint32_t>(texts.size()), text, 0.8), planted);
  EXPECT_LT(read, 3 * static_cast<int>(texts.size())) << "the time does not grow with the pairs";
}

TEST(NearDuplicates, EqualAndEmptyTexts) {
  const std::vector<std::string> texts{"", "a", "A!", "b", "", "Hello, world of texts", "hello world -- of TEXTS."};
  const auto groups = findNearDuplicates(texts, 1.0);
  EXPECT_EQ(groups, (std::vector<std::vector<std::uint32_t>>{{0, 4}, {1, 2}, {5, 6}}));
  EXPECT_TRUE(findNearDuplicates(std::vector<std::string>{}).empty());
}

TEST(Quality, NamesWhatIsWrong) {
  std::vector<Example> examples;
  Random random(2);
  for (int i = 0; i < 40; ++i) examples.push_back(pair(words(random, 12), words(random, 12)));
  examples.push_back(examples[0]);
  examples.push_back(pair("short?", "y"));
  examples.push_back(pair(words(random, 12), "write to eva@lie.no or kari@lie.no"));
  examples.push_back(pair(words(random, 12), "key AKIAIOSFODNN7EXAMPLE"));
  examples.push_back(pair(examples[3].messages[0].content, words(random, 12)));
  examples.push_back(pair(words(random, 12), words(random, 12)));
  examples.back().messages.emplace_back(Role::User, "and?");
  QualityOptions options;
  options.tokens = [](const Example& example) { return RowTokens{example.messages[0].content == "short?" ? 0U : 5U, 0}; };
  const auto report = checkQuality(of(std::move(examples)), options);
  const auto count = [&](const char* kind) { return report.find(kind) == nullptr ? 0 : report.find(kind)->count; };
  EXPECT_EQ(count("duplicate"), 1U);
  EXPECT_EQ(report.find("duplicate")->examples, std::vector<std::uint32_t>{40});
  EXPECT_EQ(count("near-empty"), 1U);
  EXPECT_EQ(count("email"), 1U) << "an example counts once";
  EXPECT_EQ(count("secret"), 1U);
  EXPECT_EQ(count("several-answers"), 2U);
  EXPECT_EQ(count("unfinished"), 1U);
  EXPECT_EQ(count("untrained"), 1U);
  EXPECT_EQ(report.findings.front().kind, "untrained") << "the gravest first";
  for (const auto& finding : report.findings) {
    EXPECT_FALSE(finding.title.empty());
    EXPECT_FALSE(finding.advice.empty());
  }
  EXPECT_EQ(toJson(report)["findings"].size(), report.findings.size());
}

TEST(Quality, FindsContradictionsAndRareLabels) {
  std::vector<Example> examples;
  for (int i = 0; i < 50; ++i)
    examples.push_back(labelled("text number " + std::to_string(i * 7919), i % 2 == 0 ? "a" : "b"));
  examples.push_back(labelled("Text number 0!", "b"));
  examples.push_back(labelled("something quite different", "rare"));
  const auto report = checkQuality(of(std::move(examples)));
  ASSERT_NE(report.find("contradiction"), nullptr);
  EXPECT_EQ(report.find("contradiction")->examples, (std::vector<std::uint32_t>{0, 50}));
  ASSERT_NE(report.find("imbalance"), nullptr);
  EXPECT_EQ(report.find("imbalance")->count, 1U);
}

TEST(Quality, CleanDataHasNoFindings) {
  std::vector<Example> examples;
  Random random(2);
  for (int i = 0; i < 60; ++i) examples.push_back(pair(words(random, 12), words(random, 12)));
  EXPECT_TRUE(checkQuality(of(std::move(examples))).findings.empty());
  EXPECT_TRUE(checkQuality(Dataset{}).findings.empty());
}

Json steps(const char* text) {
  return Json::parse(text);
}

TEST(Recipe, EachStepAccountsForWhatItDid) {
  Dataset dataset = of({pair(" a question ", "an answer\r\n"), pair("a question", "an answer"),
                        pair("mail eva@lie.no", "y"), pair("third question", "e\xCC\x81\xE2\x80\x8B ok")});
  const auto cleaned = applyRecipe(dataset, steps(R"([{"step":"trim"},{"step":"normalise"},{"step":"deduplicate"},
      {"step":"mask_personal_data"},{"step":"length_limits","min_characters":2}])"));
  ASSERT_TRUE(cleaned) << describe(cleaned.error());
  const auto& report = cleaned->steps;
  ASSERT_EQ(report.size(), 5U);
  EXPECT_EQ(report[0].changed, 1U);
  EXPECT_EQ(report[1].changed, 1U);
  EXPECT_EQ(report[2].before, 4U);
  EXPECT_EQ(report[2].after, 3U);
  EXPECT_EQ(report[3].changed, 1U);
  EXPECT_EQ(report[4].after, 2U);
  const Dataset& result = cleaned->dataset;
  EXPECT_EQ(result.examples.size(), 2U);
  EXPECT_EQ(result.ledger.rows(), 4U);
  EXPECT_EQ(result.ledger.kept(), 2U);
  EXPECT_EQ(result.ledger.reasons().at("recipe.duplicate"), 1U);
  EXPECT_EQ(result.ledger.reasons().at("recipe.short"), 1U);
  EXPECT_EQ(result.examples[1].messages[1].content, "\xC3\xA9 ok");
  EXPECT_EQ(result.recipe.size(), 5U);
  EXPECT_NE(result.contentHash, dataset.contentHash);
  EXPECT_EQ(result.contentHash, contentHashOf(result.examples));
  const auto again = applyRecipe(dataset, result.recipe);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->dataset.contentHash, result.contentHash) << "a recipe can be replayed";
}

TEST(Recipe, FiltersLabelsAndSamples) {
  std::vector<Example> examples;
  for (int i = 0; i < 30; ++i) {
    examples.push_back(labelled("text " + std::to_string(i), i % 3 == 0 ? "x" : "y"));
    examples.back().columns = {{"lang", i < 10 ? "no" : "pl"}};
  }
  const Dataset dataset = of(std::move(examples));
  const auto left = [&](const char* recipe) { return applyRecipe(dataset, steps(recipe))->dataset; };
  EXPECT_EQ(left(R"([{"step":"filter","column":"lang","equals":"no"}])").examples.size(), 10U);
  EXPECT_EQ(left(R"([{"step":"filter","column":"lang","equals":"no","keep":false}])").examples.size(), 20U);
  EXPECT_EQ(left(R"([{"step":"filter","contains":"text 1"}])").examples.size(), 11U);
  EXPECT_EQ(left(R"([{"step":"filter","column":"label","equals":"x"}])").examples.size(), 10U);
  EXPECT_EQ(labelSet(left(R"([{"step":"map_labels","map":{"x":"z"}}])")), (std::vector<std::string>{"y", "z"}));
  EXPECT_EQ(left(R"([{"step":"map_labels","map":{"x":"z"},"drop_others":true}])").examples.size(), 10U);
  EXPECT_EQ(left(R"([{"step":"sample","count":7}])").examples.size(), 7U);
  EXPECT_EQ(left(R"([{"step":"sample","count":7,"seed":1}])").contentHash,
            left(R"([{"step":"sample","count":7,"seed":1}])").contentHash);
  EXPECT_EQ(left(R"([{"step":"deduplicate","similarity":0.9}])").examples.size(), 30U);
}

TEST(Recipe, EverySettingIsNamedForPeople) {
  for (const RecipeStep& step : recipeSteps()) {
    std::set<std::string_view> labels;
    for (const auto& [id, label] : step.parameters) {
      EXPECT_NE(id, label) << step.id;
      EXPECT_GT(label.size(), 3U) << step.id << " " << id;
      EXPECT_TRUE(labels.insert(label).second) << step.id << ": two settings are called " << label;
    }
  }
}

// What is stopped in the middle of a step is told so.
TEST(Recipe, StopsWithinAStep) {
  std::vector<Example> examples;
  Random random(4);
  for (int i = 0; i < 50; ++i) examples.push_back(pair(words(random, 12), words(random, 12)));
  std::stop_source stop;
  const ProgressSink sink = [&](const Progress&) { stop.request_stop(); };  // as the first step begins
  const auto cleaned = applyRecipe(of(std::move(examples)), steps(R"([{"step":"trim"}])"), sink, stop.get_token());
  ASSERT_FALSE(cleaned);
  EXPECT_TRUE(isStopped(cleaned.error()));
}

TEST(Recipe, RefusesNonsense) {
  const Dataset dataset = of({pair("a", "b")});
  for (const char* recipe :
       {"{}", R"([{"step":"explode"}])", R"([{}])", R"([{"step":"trim","x":1}])", R"([{"step":"filter"}])",
        R"([{"step":"sample","count":-1}])", R"([{"step":"length_limits","min_characters":"a"}])",
        R"([{"step":"deduplicate","similarity":2}])", R"([{"step":"map_labels","map":{"a":1}}])",
        R"([{"step":"mask_personal_data","kinds":["nose"]}])"})
    EXPECT_EQ(applyRecipe(dataset, Json::parse(recipe)).error().code, "recipe.invalid") << recipe;
  EXPECT_EQ(applyRecipe(dataset, steps(R"([{"step":"filter","contains":"nowhere"}])")).error().code, "recipe.empty");
  std::stop_source source;
  source.request_stop();
  EXPECT_TRUE(isStopped(applyRecipe(dataset, steps(R"([{"step":"trim"}])"), {}, source.get_token()).error()));
}

TEST(Recipe, RecordsCountsAndReplaysThem) {
  const Dataset dataset = of({pair(" a ", "b"), pair("a", "b"), pair("c", "d")});
  const auto cleaned = applyRecipe(dataset, steps(R"([{"step":"trim"},{"step":"deduplicate"}])"));
  ASSERT_TRUE(cleaned);
  EXPECT_EQ(cleaned->dataset.recipe[1]["counts"], Json::parse(R"({"before":3,"after":2,"changed":0,"added":0})"));
  EXPECT_EQ(applyRecipe(dataset, cleaned->dataset.recipe)->dataset.recipe, cleaned->dataset.recipe);
}

TEST(Recipe, StepsAreWrittenByHand) {
  const auto step = [](const char* text) {
    const auto parsed = parseRecipeStep(text);
    return parsed ? parsed->dump() : parsed.error().code;
  };
  EXPECT_EQ(step("trim"), R"({"step":"trim"})");
  EXPECT_EQ(step(R"(filter expression="label == \"a b\"" keep=false)"),
            R"({"step":"filter","expression":"label == \"a b\"","keep":false})");
  EXPECT_EQ(step(R"({"step":"sample","count":3})"), R"({"step":"sample","count":3})");
  EXPECT_EQ(step("rare_labels min_rows=7"), R"({"step":"rare_labels","min_rows":7})");
  EXPECT_EQ(step(R"(mask_personal_data kinds=["email", "iban"])"),
            R"({"step":"mask_personal_data","kinds":["email","iban"]})");
  EXPECT_EQ(step("trim now"), "recipe.invalid");
  EXPECT_EQ(step("a b c=1"), "recipe.invalid");
  EXPECT_EQ(step(""), "recipe.invalid");
  EXPECT_EQ(step("filter expression=\"open"), "recipe.invalid");
}

TEST(Recipe, ConditionsChooseRows) {
  Example row = labelled("The parcel is late", "post");
  row.columns = {{"lang", "en"}, {"sent at", "2024-05-01"}, {"score", 7}};
  const auto holds = [&](const char* condition) {
    const auto expression = FilterExpression::parse(condition);
    return expression ? (expression->matches(row) ? "yes" : "no") : "invalid";
  };
  EXPECT_STREQ(holds(R"(label == "post")"), "yes");
  EXPECT_STREQ(holds(R"(label == "post" and characters > 20)"), "no");
  EXPECT_STREQ(holds(R"(not label == "post" or words == 4)"), "yes");
  EXPECT_STREQ(holds(R"(not (label == "post" or words == 4))"), "no");
  EXPECT_STREQ(holds(R"([sent at] >= "2024-01-01" and score < 10)"), "yes") << "9 < 10 by value, not by text";
  EXPECT_STREQ(holds(R"(text contains "late" and lang starts "e")"), "yes");
  EXPECT_STREQ(holds(R"(missing == "")"), "yes");
  for (const char* wrong : {"", "label", "label ==", "label == \"x", "(label == \"x\"", "label ~ \"x\"", "and", "a == b c"})
    EXPECT_STREQ(holds(wrong), "invalid") << wrong;
  EXPECT_STREQ(holds((std::string(5000, '(') + "a == b").c_str()), "invalid") << "depth is bounded";
}

TEST(Recipe, RowsAreEditedRemovedAndSettled) {
  const Dataset dataset = of({labelled("hello there", "a"), labelled("Hello there!", "a"), labelled("hello, there", "b"),
                              labelled("other", "c"), labelled("Other", "d")});
  const auto edited = applyRecipe(
      dataset, steps(R"([{"step":"edit_row","row":4,"example":{"kind":"classification","text":"new","labels":["z"]}}])"));
  ASSERT_TRUE(edited) << describe(edited.error());
  EXPECT_EQ(edited->dataset.examples[3].text, "new");
  EXPECT_EQ(edited->dataset.examples[3].sourceRow, 4U);
  EXPECT_EQ(edited->steps[0].changed, 1U);
  EXPECT_EQ(applyRecipe(dataset, steps(R"([{"step":"edit_row","row":9,"example":{"kind":"classification"}}])")).error().code,
            "recipe.invalid");
  EXPECT_EQ(applyRecipe(dataset, steps(R"([{"step":"edit_row","row":1,"example":{"kind":"plain-text","text":"x"}}])"))
                .error()
                .code,
            "recipe.invalid")
      << "a row keeps its kind";
  const auto removed = applyRecipe(dataset, steps(R"([{"step":"remove_rows","rows":[1,[0,5]]}])"));
  ASSERT_TRUE(removed);
  EXPECT_EQ(removed->dataset.examples.size(), 3U);
  EXPECT_EQ(removed->dataset.ledger.reasons().at("recipe.removed"), 2U);
  const auto left = [&](const char* recipe) { return applyRecipe(dataset, steps(recipe))->dataset.examples.size(); };
  EXPECT_EQ(left(R"([{"step":"one_answer"}])"), 2U) << "the majority stays, a tie goes";
  EXPECT_EQ(left(R"([{"step":"one_answer","keep":"first"}])"), 3U);
  EXPECT_EQ(applyRecipe(dataset, steps(R"([{"step":"one_answer","keep":"none"}])")).error().code, "recipe.empty");
  EXPECT_EQ(left(R"([{"step":"rare_labels","min_rows":2}])"), 2U);
}

TEST(Recipe, SyntheticRowsAreMarkedAndOnlyTrain) {
  std::vector<Example> examples;
  Random random(4);
  for (int i = 0; i < 60; ++i) examples.push_back(labelled(words(random, 9), i < 50 ? "common" : "rare"));
  const Dataset dataset = of(std::move(examples));
  for (const char* recipe :
       {R"([{"step":"augment","how":"word_dropout","share":0.5}])", R"([{"step":"augment","how":"word_swap","share":1}])",
        R"([{"step":"augment","how":"typos","share":1}])", R"([{"step":"augment","how":"case","share":1}])",
        R"([{"step":"templates","templates":["Say: {text}!"],"share":1}])", R"([{"step":"rebalance","strength":1}])"}) {
    const auto made = applyRecipe(dataset, steps(recipe));
    ASSERT_TRUE(made) << describe(made.error());
    EXPECT_GT(made->steps[0].added, 10U) << recipe;
    EXPECT_EQ(made->dataset.examples.size(), 60 + made->steps[0].added);
    EXPECT_EQ(made->dataset.ledger.rows(), 60U) << "rows of the file, not of the step";
    EXPECT_EQ(made->dataset.contentHash, applyRecipe(dataset, steps(recipe))->dataset.contentHash);
    for (const SplitSpec& spec : {SplitSpec{}, byMethod("fold:1/5")}) {
      const auto split = splitDataset(made->dataset, spec);
      ASSERT_TRUE(split);
      std::size_t synthetic = 0;
      const std::set<std::uint32_t> trained(split->train.begin(), split->train.end());
      for (const auto* part : {&split->validation, &split->test})
        for (const auto row : *part) EXPECT_TRUE(syntheticOrigin(made->dataset.examples[row]).empty());
      for (const auto row : split->train) {
        if (syntheticOrigin(made->dataset.examples[row]).empty()) continue;
        ++synthetic;
        EXPECT_TRUE(trained.contains(static_cast<std::uint32_t>(made->dataset.examples[row].sourceRow - 1)));
      }
      EXPECT_GT(synthetic, 0U);
    }
  }
  const auto even = applyRecipe(dataset, steps(R"([{"step":"rebalance","strength":1}])"))->dataset;
  EXPECT_EQ(computeStatistics(even).labels.at("rare"), 50U);
  const Json weights = even.recipe[0]["counts"]["labels"];
  EXPECT_EQ(weights["rare"].dump(), R"({"before":10,"after":50,"weight":5.0})") << "each label's weight is recorded";
  EXPECT_EQ(weights["common"]["weight"], 1.0);
  const auto replayed = applyRecipe(dataset, even.recipe);
  ASSERT_TRUE(replayed) << describe(replayed.error());
  EXPECT_EQ(replayed->dataset.contentHash, even.contentHash);
  EXPECT_EQ(checkQuality(even).find("duplicate"), nullptr) << "copies made on purpose are no finding";
}

TEST(TextDamage, FindsAndRepairsMisreadText) {
  EXPECT_EQ(textDamage("Blåbærsyltetøy, żółw, 日本 and “quotes”"), TextDamage::None);
  EXPECT_EQ(textDamage("BlÃ¥bÃ¦r"), TextDamage::Misread);
  EXPECT_EQ(repairMisread("BlÃ¥bÃ¦r â€œokâ€\u009d"), "Blåbær “ok”");
  EXPECT_EQ(repairMisread("Ã¥pen, Åpen, Ã"), "åpen, Åpen, Ã") << "what is right stays";
  EXPECT_EQ(textDamage("a\xEF\xBF\xBD" "b"), TextDamage::Lost);
  EXPECT_EQ(textDamage("a\x01" "b"), TextDamage::Control);
  EXPECT_EQ(textDamage("zero\xE2\x80\x8Bwidth"), TextDamage::Control);
}

TEST(Language, KnowsOrdinarySentences) {
  EXPECT_EQ(guessLanguage("What do I have to do when the parcel is late and nobody answers the phone?"), "en");
  EXPECT_EQ(guessLanguage("Hva skal jeg gjøre når pakken er forsinket og ingen svarer på telefonen deres?"), "nb");
  EXPECT_EQ(guessLanguage("Co mam zrobić, jeśli paczka jest spóźniona i nikt nie odbiera telefonu w firmie?"), "pl");
  EXPECT_EQ(guessLanguage("Vad ska jag göra om paketet är försenat och ingen svarar i telefon hos er?"), "sv");
  EXPECT_EQ(guessLanguage("Was soll ich tun, wenn das Paket nicht da ist und niemand auf die Fragen antwortet?"), "de");
  EXPECT_EQ(guessLanguage("Что делать, если посылка опаздывает?"), "ru");
  EXPECT_EQ(guessLanguage("荷物が遅れたらどうすればいいですか"), "ja");
  EXPECT_EQ(guessLanguage("ok"), "");
  EXPECT_EQ(guessLanguage("GET /index.html HTTP 200 curl libfoo2 x86 arm64 zlib"), "");
}

TEST(Quality, FindsLanguagesDamageNamesAndCutRows) {
  std::vector<Example> examples;
  for (int i = 0; i < 60; ++i)
    examples.push_back(pair("What is the rule number " + std::to_string(i * 7919) + " of the house?",
                            "It is that you are not to be late for the meal of day " + std::to_string(i * 31) + "."));
  examples.push_back(pair("Hva er regelen for huset vårt?", "At du ikke skal være sen til middagen i dag, og det er alt."));
  examples.push_back(pair("My name is Kari Nordmann, what now?", "BlÃ¥bÃ¦r for everyone who asked today"));
  QualityOptions options;
  options.tokens = [](const Example& example) {
    return RowTokens{5, example.messages[0].content.starts_with("My") ? 3U : 0U};
  };
  const auto report = checkQuality(of(examples), options);
  for (const auto& [kind, row] : std::vector<std::pair<const char*, std::uint32_t>>{
           {"language", 60}, {"misread", 61}, {"name", 61}, {"truncated", 61}}) {
    ASSERT_NE(report.find(kind), nullptr) << kind;
    EXPECT_EQ(report.find(kind)->examples, std::vector<std::uint32_t>{row}) << kind;
  }
  // Each finding's own step makes it go away.
  for (const auto& finding : report.findings) {
    const auto mended = applyRecipe(of(examples), Json::array({finding.step}));
    ASSERT_TRUE(mended) << finding.kind << describe(mended.error());
    EXPECT_EQ(checkQuality(mended->dataset, options).find(finding.kind), nullptr) << finding.kind;
  }
}

TEST(Split, FoldsHoldEveryRowOnce) {
  std::vector<Example> examples;
  for (int i = 0; i < 53; ++i) examples.push_back(labelled("row " + std::to_string(i), i % 5 == 0 ? "x" : "y"));
  const Dataset dataset = of(std::move(examples));
  std::multiset<std::uint32_t> seen;
  for (int k = 1; k <= 5; ++k) {
    const auto split = splitDataset(dataset, byMethod("fold:" + std::to_string(k) + "/5", "label"));
    ASSERT_TRUE(split) << describe(split.error());
    EXPECT_EQ(split->train.size() + split->validation.size(), 53U);
    EXPECT_TRUE(split->test.empty());
    seen.insert(split->validation.begin(), split->validation.end());
    std::size_t rare = 0;
    for (const auto row : split->validation) rare += dataset.examples[row].labels[0] == "x" ? 1 : 0;
    EXPECT_GE(rare, 2U);
    EXPECT_LE(rare, 3U);
  }
  EXPECT_EQ(seen.size(), 53U);
  EXPECT_EQ(std::set<std::uint32_t>(seen.begin(), seen.end()).size(), 53U);
  for (const char* method : {"fold:", "fold:0/5", "fold:6/5", "fold:1/1", "fold:1/5x", "fold:a/b"})
    EXPECT_EQ(splitDataset(dataset, byMethod(method)).error().code, "data.split-method") << method;
}

using Tags = std::vector<std::string>;

TEST(Tagging, SchemesConvertIntoEachOther) {
  const Tags iob1{"I-A", "I-A", "O", "I-A", "B-A", "I-B", "I-A"}, iob2{"B-A", "I-A", "O", "B-A", "B-A", "B-B", "B-A"},
      bioes{"B-A", "E-A", "O", "S-A", "S-A", "S-B", "S-A"}, bilou{"B-A", "L-A", "O", "U-A", "U-A", "U-B", "U-A"};
  const std::vector<TagSpan> spans{{"A", 0, 2}, {"A", 3, 4}, {"A", 4, 5}, {"B", 5, 6}, {"A", 6, 7}};
  for (const auto& tags : {iob1, iob2, bioes, bilou}) EXPECT_EQ(spansOf(tags), spans);
  EXPECT_EQ(tagsOf(spans, 7, TagScheme::Iob1), iob1);
  EXPECT_EQ(tagsOf(spans, 7, TagScheme::Iob2), iob2);
  EXPECT_EQ(tagsOf(spans, 7, TagScheme::Bioes), bioes);
}

TEST(Tagging, DetectsTheSchemeOfADataset) {
  const auto scheme = [](std::vector<Tags> rows) {
    Dataset dataset;
    for (auto& tags : rows) {
      Example example;
      example.kind = ExampleKind::TokenTags;
      example.tokens = tags;
      example.tags = std::move(tags);
      dataset.examples.push_back(std::move(example));
      dataset.ledger.keep();
    }
    const auto found = detectTagScheme(dataset);
    const auto converted = applyRecipe(dataset, Json::parse(R"([{"step":"convert_tags","to":"iob2"}])"));
    if (converted && found) {
      EXPECT_EQ(detectTagScheme(converted->dataset), TagScheme::Iob2);
    }
    return found ? std::string(tagSchemeName(*found)) : std::string("none");
  };
  EXPECT_EQ(scheme({{"B-A", "I-A", "O"}, {"B-B"}}), "iob2");
  EXPECT_EQ(scheme({{"I-A", "B-A"}, {"O"}}), "iob1");
  EXPECT_EQ(scheme({{"B-A", "E-A"}, {"S-A"}}), "bioes");
  EXPECT_EQ(scheme({{"NOUN", "VERB"}}), "none");
  EXPECT_EQ(scheme({{"O", "O"}}), "none");
  EXPECT_EQ(tagSchemeFromName("iob2"), TagScheme::Iob2);
}

}  // namespace
}  // namespace attune
