// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/import.h"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <future>
#include <set>

#include "core/data/formats/formats.h"
#include "core/data/formats/open.h"
#include "core/data/schemas/reading.h"
#include "core/data/schemas/straight.h"
#include "core/data/storage.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

// The message of a reader says what is wrong; which file it was stands in front of it.
Error inFile(Error error, const std::string& name) {
  if (error.text.find("{0}") != std::string::npos && !error.args.empty() &&
      error.args[0].find(name) != std::string::npos)
    return error;
  return {error.code,
          ATTUNE_TEXT("“{0}”: {1}"),
          {name, fillSlots(error.text, error.args)},
          error.detail,
          fillSlots(error.hint, error.args)};
}

// ContentHasher beside the reading: a megabyte is hashed on another core while the next one is made.
class BackgroundHasher {
 public:
  // Canonical bytes are appended here, and `added` called behind each example.
  std::string& bytes() { return m_bytes; }
  void added() {
    if (m_bytes.size() > kPart) handOver();
  }
  std::string finish() {
    handOver();
    m_work.wait();
    return m_hash.finish();
  }

 private:
  static constexpr std::size_t kPart = 1 << 20;
  void handOver() {
    if (m_work.valid()) m_work.wait();
    m_part.swap(m_bytes);
    m_bytes.clear();
    m_work = std::async(std::launch::async, [this] { m_hash.update(m_part); });
  }
  Sha256 m_hash;
  std::string m_bytes, m_part;
  std::future<void> m_work;  // the last member: its end is awaited before the others go
};

// Turns rows into examples of one dataset.
class Importer : public RowSink {
 public:
  Importer(Dataset& dataset, BackgroundHasher& hasher, const Schema& schema, const ColumnMapping& mapping,
           std::uint32_t file, const ImportLimits& limits, std::function<bool()> goOn)
      : m_dataset(dataset),
        m_hasher(hasher),
        m_schema(schema),
        m_mapping(mapping),
        m_straight(mapping, file),
        m_file(file),
        m_limits(limits),
        m_goOn(std::move(goOn)) {
    for (const auto& [role, column] : mapping.columns) m_mapped.push_back(column);
  }

  bool row(const RowView& row) override {
    Example& example = m_example;
    if (m_straight.take(row, m_line, m_hasher.bytes())) {
      m_dataset.examples.pushLine(m_line, ExampleKind::Conversation);
      m_hasher.added();
      m_dataset.ledger.keep();
    } else if (auto read = m_schema.read(row, m_mapping, example); !read) {
      m_dataset.ledger.drop({m_file, row.row, row.line, std::move(read.error())});
    } else {
      example.sourceRow = row.row;
      example.sourceFile = m_file;
      if (m_mapping.keepOtherColumns) copyOthers(row, m_mapped, example);
      appendCanonical(example, m_hasher.bytes());
      m_hasher.added();
      m_dataset.examples.push_back(example);
      m_dataset.ledger.keep();
    }
    return next();
  }

  bool bad(std::uint64_t row, std::uint64_t line, Error reason) override {
    m_dataset.ledger.drop({m_file, row, line, std::move(reason)});
    return next();
  }

 private:
  bool next() {
    if (m_dataset.ledger.rows() >= m_limits.maxRows) return false;
    return ++m_rows % 32 != 0 || m_goOn();
  }

  Dataset& m_dataset;
  BackgroundHasher& m_hasher;
  const Schema& m_schema;
  const ColumnMapping& m_mapping;
  StraightRows m_straight;
  const std::uint32_t m_file;
  const ImportLimits& m_limits;
  const std::function<bool()> m_goOn;
  std::vector<std::string_view> m_mapped;
  Example m_example;  // the row being read; its memory is used again
  std::string m_line;
  std::uint64_t m_rows = 0;
};

// How far a list of files is, reported a few times a second.
class ImportProgress {
 public:
  ImportProgress(const ProgressSink& sink, std::uint64_t bytes) : m_sink(sink), m_bytes(bytes) {}
  void report(std::uint64_t done) {
    const auto now = std::chrono::steady_clock::now();
    if (!m_sink || now - m_last < std::chrono::milliseconds(50)) return;
    m_last = now;
    const double fraction =
        m_bytes == 0 ? 1.0 : std::min(1.0, static_cast<double>(done) / static_cast<double>(m_bytes));
    const double seconds = std::chrono::duration<double>(now - m_start).count();
    m_sink({fraction, ATTUNE_TEXT("Reading rows"), fraction > 0.01 ? seconds * (1 - fraction) / fraction : -1});
  }

 private:
  const ProgressSink& m_sink;
  const std::uint64_t m_bytes;
  const std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point m_last{};
};

// A source that ends in an error when the work is to stop, wherever its reader is: in a row of a hundred megabytes, or
// among a gigabyte of blank lines.
class StoppableSource : public ByteSource {
 public:
  StoppableSource(std::unique_ptr<ByteSource> source, std::stop_token stop)
      : m_source(std::move(source)), m_stop(std::move(stop)) {}
  Result<std::size_t> read(char* to, std::size_t size) override {
    if (m_stop.stop_requested()) return stopped();
    return m_source->read(to, size);
  }
  std::uint64_t position() const override { return m_source->position(); }

 private:
  std::unique_ptr<ByteSource> m_source;
  std::stop_token m_stop;
};

struct OneFile {
  fs::path path;
  Preview preview;
  ColumnMapping mapping;
};

// Looks at every file before the first row is taken, so that a wrong choice is told at once.
Result<std::vector<OneFile>> prepare(const std::vector<fs::path>& paths, const ColumnMapping& mapping,
                                     const Dialect& dialect) {
  std::vector<OneFile> files;
  for (const auto& path : paths) {
    ATTUNE_TRY(Preview preview, previewFile(path, dialect));
    OneFile file{path, std::move(preview), mapping};
    if (mapping.schema.empty()) {
      if (file.preview.schemas.empty())
        return fail("data.mapping-needed", ATTUNE_TEXT("What the columns of “{0}” mean is not clear."),
                    {path.filename().string()},
                    ATTUNE_TEXT("Choose which column is the question, the answer, the text or the label."));
      file.mapping = file.preview.schemas.front().mapping;
    }
    // Rows of JSON may leave columns out, so only a heading shows that a column does not exist.
    const bool fixedColumns = file.preview.dialect.format == "csv" || file.preview.dialect.format == "tsv";
    const auto columns =
        fixedColumns ? std::span<const std::string>(file.preview.columns) : std::span<const std::string>{};
    if (const auto checked = checkMapping(file.mapping, columns); !checked)
      return tl::unexpected(inFile(checked.error(), path.filename().string()));
    files.push_back(std::move(file));
  }
  return files;
}

}  // namespace

Result<Dataset> importFiles(const std::vector<fs::path>& given, const ColumnMapping& mapping, const Dialect& dialect,
                            const ProgressSink& progress, std::stop_token stop, const ImportLimits& limits) {
  if (given.empty()) return fail("data.no-rows", ATTUNE_TEXT("No file was given."), {});
  std::vector<fs::path> paths;
  for (const auto& path : given) {
    std::error_code code;
    if (!fs::is_directory(path, code)) {
      paths.push_back(path);
      continue;
    }
    ATTUNE_TRY(const auto files, dataFilesOf(path));
    paths.insert(paths.end(), files.begin(), files.end());
  }
  ATTUNE_TRY(auto files, prepare(paths, mapping, dialect));
  Dataset dataset;
  dataset.name = given.front().stem().string();
  dataset.examples = Rows(limits.workFolder);
  dataset.mapping = files.front().mapping;
  std::uint64_t bytes = 0, done = 0;
  for (const auto& file : files) bytes += file.preview.fileBytes;
  BackgroundHasher hasher;
  ImportProgress reporter(progress, bytes);
  for (const auto& file : files) {
    const std::string name = file.path.filename().string();
    const auto index = static_cast<std::uint32_t>(dataset.sources.size());
    dataset.sources.push_back(
        {name, file.preview.fileBytes, file.preview.dialect.format, file.preview.dialect.encoding});
    ATTUNE_TRY(auto decoded, openDecoded(file.path, file.preview.dialect.encoding, limits));
    const auto source = std::make_unique<StoppableSource>(std::move(decoded), stop);
    Importer importer(dataset, hasher, *findSchema(file.mapping.schema), file.mapping, index, limits, [&] {
      reporter.report(done + source->position());
      return !stop.stop_requested() && dataset.examples.check();
    });
    const auto read = findFormat(file.preview.dialect.format)->read(*source, file.preview.dialect, limits, importer);
    if (stop.stop_requested()) {
      letGo(std::move(dataset));
      return stopped();
    }
    if (!read) return tl::unexpected(inFile(read.error(), name));
    ATTUNE_TRY_VOID(dataset.examples.check());
    done += file.preview.fileBytes;
  }
  if (dataset.ledger.kept() == 0) {
    const std::string name = paths.front().filename().string();
    if (dataset.ledger.rows() == 0) return fail("data.no-rows", ATTUNE_TEXT("“{0}” holds no rows."), {name});
    const DroppedRow& first = dataset.ledger.dropped().front();
    return fail("data.no-rows", ATTUNE_TEXT("None of the {1} rows of “{0}” can be used. Line {2}: {3}"),
                {name, std::to_string(dataset.ledger.rows()), std::to_string(first.line), describe(first.reason)});
  }
  dataset.contentHash = hasher.finish();
  return dataset;
}

Result<std::vector<fs::path>> dataFilesOf(const fs::path& folder) {
  std::error_code code;
  std::vector<fs::path> files;
  const auto known = [](const fs::path& path) {
    std::string name = isCompressedName(path) ? path.stem().extension().string() : path.extension().string();
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (path.extension() == ".parquet") return true;
    if (path.filename() == "dataset_info.json") return false;  // describes the others
    for (const auto& format : formats())
      if (std::find(format.extensions.begin(), format.extensions.end(), name) != format.extensions.end()) return true;
    return false;
  };
  auto entries = fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, code);
  if (code)
    return fail("file.open", ATTUNE_TEXT("The folder “{0}” could not be opened."), {folder.string()}, {},
                code.message());
  for (const auto end = fs::end(entries); entries != end; entries.increment(code)) {
    if (code) break;
    const fs::path& path = entries->path();
    if (path.filename().string().starts_with('.')) {
      entries.disable_recursion_pending();
    } else if (!entries->is_symlink(code) && entries->is_regular_file(code) && known(path)) {
      files.push_back(path);
    }
  }
  std::sort(files.begin(), files.end());
  if (files.empty())
    return fail("data.no-rows", ATTUNE_TEXT("The folder “{0}” holds no file that can be imported."), {folder.string()});
  return files;
}

Result<Dataset> importFile(const fs::path& path, const ColumnMapping& mapping, const Dialect& dialect,
                           const ProgressSink& progress, std::stop_token stop, const ImportLimits& limits) {
  return importFiles({path}, mapping, dialect, progress, stop, limits);
}

}  // namespace attune
