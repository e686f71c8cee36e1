// SPDX-License-Identifier: GPL-3.0-or-later
// Compressed files, words with tags, plain text, folders; previews and the table of formats.
#include "core/data/formats/formats.h"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <chrono>
#include <set>

#include "core/base/file.h"
#include "core/data/import.h"
#include "tests/unit/data/temporary.h"

namespace attune {
namespace {

namespace fs = std::filesystem;
const std::string kCsv = "question,answer\nhva?,det\nco?,to\n";

// Packs files as a ZIP archive, or one text with a filter ("gzip", "zstd", "xz", "bzip2").
std::string packed(const std::vector<std::pair<std::string, std::string>>& files, const std::string& filter) {
  const TemporaryFolder temporary;
  const auto path = temporary.path() / "packed";
  archive* handle = archive_write_new();
  if (filter == "zip") {
    archive_write_set_format_zip(handle);
  } else {
    archive_write_set_format_raw(handle);
    archive_write_add_filter_by_name(handle, filter.c_str());
  }
  archive_write_open_filename(handle, path.c_str());
  for (const auto& [name, text] : files) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, static_cast<la_int64_t>(text.size()));
    archive_write_header(handle, entry);
    archive_write_data(handle, text.data(), text.size());
    archive_entry_free(entry);
  }
  archive_write_close(handle);
  archive_write_free(handle);
  return *readFile(path);
}

TEST(Compressed, EveryKindGivesTheSameDataset) {
  const TemporaryFolder temporary;
  const auto plain = importFile(temporary.write("x.csv", kCsv));
  ASSERT_TRUE(plain);
  for (const auto& [filter, ending] :
       {std::pair{"gzip", ".gz"}, std::pair{"zstd", ".zst"}, std::pair{"xz", ".xz"}, std::pair{"bzip2", ".bz2"}}) {
    const auto dataset = importFile(temporary.write(std::string("x.csv") + ending, packed({{"x", kCsv}}, filter)));
    ASSERT_TRUE(dataset) << ending << describe(dataset.error());
    EXPECT_EQ(dataset->contentHash, plain->contentHash);
    EXPECT_EQ(dataset->sources[0].format, "csv");
  }
  const auto zip =
      importFile(temporary.write("x.zip", packed({{"__MACOSX/._data.csv", "x"}, {"folder/data.csv", kCsv}}, "zip")));
  ASSERT_TRUE(zip) << describe(zip.error());
  EXPECT_EQ(zip->contentHash, plain->contentHash);
  EXPECT_TRUE(inspectTable(temporary.path() / "x.zip"));
  const auto several = importFile(temporary.write("y.zip", packed({{"a.csv", kCsv}, {"b.csv", kCsv}}, "zip")));
  EXPECT_EQ(several.error().code, "data.not-a-table");
}

TEST(Compressed, DamageAndWrongNamesAreNamed) {
  const TemporaryFolder temporary;
  std::string big = "question,answer\n";
  for (int i = 0; i < 20'000; ++i) big += "q" + std::to_string(i * 7919 % 10'007) + ",a" + std::to_string(i) + "\n";
  for (const auto& [filter, ending] :
       {std::pair{"gzip", ".gz"}, std::pair{"zstd", ".zst"}, std::pair{"xz", ".xz"}, std::pair{"bzip2", ".bz2"}}) {
    const std::string name = std::string("x.csv") + ending, whole = packed({{"x", big}}, filter);
    ASSERT_TRUE(importFile(temporary.write(name, whole)));
    for (const std::size_t part : {whole.size() / 2, whole.size() / 10, std::size_t{3}}) {
      const auto cut = importFile(temporary.write(name, whole.substr(0, part)));
      ASSERT_FALSE(cut) << name << part;
      EXPECT_EQ(cut.error().code, "data.file-damaged");
      EXPECT_NE(describe(cut.error()).find(name), std::string::npos);
    }
    EXPECT_EQ(importFile(temporary.write(name, kCsv)).error().code, "data.file-damaged") << "not compressed at all";
  }
  EXPECT_FALSE(importFile(temporary.write("x.zip", kCsv)));
  const auto gzip = importFile(temporary.write("x.csv", packed({{"x", kCsv}}, "gzip")));
  EXPECT_EQ(gzip.error().code, "data.not-a-table");
  EXPECT_NE(describe(gzip.error()).find("gzip"), std::string::npos);
}

TEST(Compressed, BombsAreStopped) {
  const TemporaryFolder temporary;
  const std::string zeros = "question,answer\nq,a\nx,\"" + std::string(75'000'000, 'a');
  for (const auto& [filter, name] :
       {std::pair{"gzip", "x.csv.gz"}, std::pair{"zip", "x.zip"}, std::pair{"zstd", "x.csv.zst"}}) {
    const auto path = temporary.write(name, packed({{"x.csv", zeros}}, filter));
    ASSERT_LT(fs::file_size(path), 200'000U);
    const auto dataset = importFile(path);
    ASSERT_FALSE(dataset) << name;
    EXPECT_EQ(dataset.error().code, "data.too-large") << describe(dataset.error());
    EXPECT_TRUE(previewFile(path).has_value() || previewFile(path).error().code == "data.too-large");
  }
  ImportLimits limits;
  limits.maxUnpackedBytes = 10;
  EXPECT_EQ(importFile(temporary.write("y.csv.gz", packed({{"y", kCsv}}, "gzip")), {}, {}, {}, {}, limits).error().code,
            "data.too-large");
}

TEST(Conll, ReadsSentencesOfEveryKind) {
  const TemporaryFolder temporary;
  const auto conll = importFile(
      temporary.write("x.conll",
                      "-DOCSTART- -X- -X- O\n\nEva NNP B-NP B-PER\nLie NNP I-NP I-PER\nler VBZ B-VP O\n\r\n\n"
                      "Oslo\tNNP\tB-NP\tB-LOC\n"));
  ASSERT_TRUE(conll) << describe(conll.error());
  ASSERT_EQ(conll->examples.size(), 2U);
  EXPECT_EQ(conll->mapping.schema, "token-tags");
  EXPECT_EQ(conll->examples[0].tokens, (std::vector<std::string>{"Eva", "Lie", "ler"}));
  EXPECT_EQ(conll->examples[0].tags, (std::vector<std::string>{"B-PER", "I-PER", "O"}));
  EXPECT_EQ(conll->examples[1].tags, (std::vector<std::string>{"B-LOC"}));
  const auto universal = importFile(temporary.write("x.conllu",
                                                    "# text = Ala ma "
                                                    "kota\n1-2\tAlama\t_\t_\t_\t_\t_\t_\t_\t_\n1\tAla\tAla\tPROPN\t_\t_"
                                                    "\t2\tnsubj\t_\t_\n2\tma\tmieć\tVERB\t_\t_\t0\troot\t_\t_\n\n"));
  ASSERT_TRUE(universal) << describe(universal.error());
  EXPECT_EQ(universal->examples[0].tokens, (std::vector<std::string>{"Ala", "ma"}));
  EXPECT_EQ(universal->examples[0].tags, (std::vector<std::string>{"PROPN", "VERB"}));
  const auto broken = importFile(temporary.write("x.bio", "a O\nb\n\nc O\n\n\xFF O\n\nd O"));
  ASSERT_TRUE(broken) << describe(broken.error());
  EXPECT_EQ(broken->ledger.kept(), 2U);
  ASSERT_EQ(broken->ledger.droppedCount(), 2U);
  EXPECT_EQ(broken->ledger.dropped()[0].reason.args, std::vector<std::string>{"2"});
  EXPECT_EQ(broken->ledger.dropped()[1].line, 6U);
}

TEST(PlainTextFormat, ParagraphsLinesAndFiles) {
  const TemporaryFolder temporary;
  const auto path = temporary.write("x.txt", "\n\nFirst line\nsecond line\r\n\n \nNext\n\n\xFF\n\nLast");
  const auto paragraphs = importFile(path);
  ASSERT_TRUE(paragraphs) << describe(paragraphs.error());
  ASSERT_EQ(paragraphs->examples.size(), 3U);
  EXPECT_EQ(paragraphs->examples[0].text, "First line\nsecond line");
  EXPECT_EQ(paragraphs->examples[2].text, "Last");
  EXPECT_EQ(paragraphs->ledger.dropped()[0].line, 9U);
  Dialect dialect;
  dialect.textUnit = "line";
  EXPECT_EQ(importFile(path, {}, dialect)->ledger.rows(), 5U);
  dialect.textUnit = "file";
  const auto whole = importFile(temporary.write("y.md", "# Title\n\nText.\n\nMore.\n"), {}, dialect);
  ASSERT_TRUE(whole);
  ASSERT_EQ(whole->examples.size(), 1U);
  EXPECT_EQ(whole->examples[0].text, "# Title\n\nText.\n\nMore.");
}

TEST(Folder, FilesAreFoundByEnding) {
  const TemporaryFolder temporary;
  fs::create_directories(temporary.path() / "b");
  fs::create_directories(temporary.path() / ".hidden");
  for (const char* name : {"a.txt", "b/c.md", "b/d.TXT", "e.pdf", ".f.txt", ".hidden/g.txt", "b/h.txt.gz"})
    temporary.write(name, "text " + std::string(name));
  fs::create_symlink("/etc/passwd", temporary.path() / "link.txt");
  const auto files = dataFilesOf(temporary.path());
  ASSERT_TRUE(files);
  std::vector<std::string> names;
  for (const auto& file : *files) names.push_back(fs::relative(file, temporary.path()).string());
  EXPECT_EQ(names, (std::vector<std::string>{"a.txt", "b/c.md", "b/d.TXT", "b/h.txt.gz"}));
  const auto dataset = importFiles({files->begin(), files->end() - 1});
  ASSERT_TRUE(dataset) << describe(dataset.error());
  EXPECT_EQ(dataset->examples.size(), 3U);
  EXPECT_EQ(dataset->examples[2].sourceFile, 2U);
  EXPECT_EQ(dataset->sources[1].name, "c.md");
  EXPECT_FALSE(dataFilesOf(temporary.path() / ".hidden" / "none"));
  // A folder stands for its files, and its preview is that of the first.
  temporary.write("dataset_info.json", "{}");
  fs::remove(temporary.path() / "b" / "h.txt.gz");
  const auto folder = importFiles({temporary.path()});
  ASSERT_TRUE(folder) << describe(folder.error());
  EXPECT_EQ(folder->contentHash, dataset->contentHash);
  EXPECT_EQ(folder->name, temporary.path().stem().string());
  const auto preview = previewFile(temporary.path());
  ASSERT_TRUE(preview);
  EXPECT_EQ(preview->rows, (std::vector<std::vector<std::string>>{{"text a.txt"}}));
  EXPECT_FALSE(preview->complete) << "there are more files";
  EXPECT_EQ(importFiles({temporary.path() / "b" / "missing"}).error().code, "file.open");
}

TEST(Preview, AnswersQuicklyWhateverTheSize) {
  const TemporaryFolder temporary;
  std::string big = "id,question,answer\n";
  while (big.size() < 20'000'000)
    big += "12345,\"What is it, and why\nso long?\",\"It is " + std::to_string(big.size()) + "\"\n";
  const auto path = temporary.write("x.csv", big);
  double fastest = 1e9;
  for (int i = 0; i < 5; ++i) {
    const auto start = std::chrono::steady_clock::now();
    const auto preview = previewFile(path);
    fastest = std::min(fastest, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    ASSERT_TRUE(preview);
    EXPECT_EQ(preview->rows.size(), 100U);
    EXPECT_FALSE(preview->complete);
    EXPECT_EQ(preview->columns, (std::vector<std::string>{"id", "question", "answer"}));
    EXPECT_EQ(preview->rows[0][1], "What is it, and why\nso long?");
    EXPECT_EQ(preview->schemas.at(0).mapping.schema, "question-answer");
    if (i > 0) continue;
    const double rows = static_cast<double>(importFile(path)->ledger.rows());
    EXPECT_NEAR(static_cast<double>(preview->rowsEstimated), rows, 0.1 * rows);
  }
  EXPECT_LT(fastest, 0.1);
}

TEST(Preview, ShowsCellsNotesAndDoubts) {
  const TemporaryFolder temporary;
  const auto jsonl =
      previewFile(temporary.write("x.jsonl", "{\"q\":\"żółw\",\"n\":[1,2],\"z\":null}\nbroken\n{\"q\":\"" +
                                                 std::string(9000, 'x') + "\",\"late\":true}\n"));
  ASSERT_TRUE(jsonl);
  EXPECT_EQ(jsonl->columns, (std::vector<std::string>{"q", "n", "z", "late"}));
  ASSERT_EQ(jsonl->rows.size(), 2U);
  EXPECT_EQ(jsonl->rows[0], (std::vector<std::string>{"żółw", "[1,2]", "", ""}));
  EXPECT_LT(jsonl->rows[1][0].size(), 2100U);
  EXPECT_EQ(jsonl->rows[1][3], "true");
  ASSERT_EQ(jsonl->notes.size(), 1U);
  EXPECT_NE(describe(jsonl->notes[0]).find("Line 2"), std::string::npos);
  EXPECT_TRUE(jsonl->complete);
  EXPECT_EQ(jsonl->rowsEstimated, 3U);
  const auto twice = previewFile(temporary.write("x.csv", "q,a,q\n1,2,3\n"));
  EXPECT_EQ(twice->columns, (std::vector<std::string>{"q", "a", "q (2)"}));
  EXPECT_EQ(twice->notes.at(0).code, "data.heading-twice");
  Dialect headless;
  headless.header = false;
  EXPECT_EQ(previewFile(temporary.path() / "x.csv", headless)->columns,
            (std::vector<std::string>{"column 1", "column 2", "column 3"}));
  EXPECT_EQ(previewFile(temporary.path() / "x.csv", headless)->rows.size(), 2U);
}

TEST(Import, ReportsProgressAndStops) {
  const TemporaryFolder temporary;
  std::string text;
  for (int i = 0; i < 200'000; ++i)
    text += "{\"prompt\":\"question " + std::to_string(i) + "\",\"completion\":\"answer\"}\n";
  const auto path = temporary.write("x.jsonl", text);
  double last = -1;
  int calls = 0;
  ASSERT_TRUE(importFile(path, {}, {}, [&](const Progress& progress) {
    EXPECT_GE(progress.fraction, last);
    EXPECT_LE(progress.fraction, 1.0);
    last = progress.fraction;
    ++calls;
  }));
  EXPECT_GT(calls, 0);
  std::stop_source source;
  const auto stopped = importFile(
      path, {}, {}, [&](const Progress&) { source.request_stop(); }, source.get_token());
  ASSERT_FALSE(stopped);
  EXPECT_TRUE(isStopped(stopped.error()));
}

TEST(Import, SeveralFilesBecomeOneDataset) {
  const TemporaryFolder temporary;
  const auto a = temporary.write("a.csv", "question,answer\n1?,1\nbad,\n");
  const auto b = temporary.write("b.jsonl", "{\"instruction\":\"2?\",\"output\":\"2\"}\nbroken\n");
  const auto dataset = importFiles({a, b});
  ASSERT_TRUE(dataset) << describe(dataset.error());
  EXPECT_EQ(dataset->name, "a");
  EXPECT_EQ(dataset->examples.size(), 2U);
  EXPECT_EQ(dataset->ledger.rows(), 4U);
  EXPECT_EQ(dataset->ledger.dropped()[0].file, 0U);
  EXPECT_EQ(dataset->ledger.dropped()[1].file, 1U);
  EXPECT_EQ(dataset->ledger.dropped()[1].line, 2U);
}

TEST(Formats, EveryEntryIsComplete) {
  std::set<std::string_view> ids, extensions;
  for (const auto& format : formats()) {
    EXPECT_TRUE(ids.insert(format.id).second);
    EXPECT_FALSE(format.label.empty());
    EXPECT_FALSE(format.extensions.empty());
    for (const auto extension : format.extensions) {
      EXPECT_TRUE(extension.starts_with('.'));
      EXPECT_TRUE(extensions.insert(extension).second) << extension;
    }
    EXPECT_EQ(findFormat(format.id), &format);
    // Whatever the bytes are, a reader ends and gives each row once.
    struct Counter : RowSink {
      std::uint64_t last = 0;
      bool row(const RowView& row) override { return count(row.row); }
      bool bad(std::uint64_t row, std::uint64_t, Error) override { return count(row); }
      bool count(std::uint64_t row) {
        EXPECT_EQ(row, ++last);
        return true;
      }
    } counter;
    const auto source = memorySource(std::string_view("a\tb\n\"x\n\n{\"\n\0[\xFF,1 2\n", 22));
    static_cast<void>(format.read(*source, {}, {}, counter));
  }
}

}  // namespace
}  // namespace attune
