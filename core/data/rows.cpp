// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rows.h"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <optional>
#include <set>

#include "core/data/example_line.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kReadBytes = 1 << 18;

// Lines of a spool one after the other.
class LineWalk {
 public:
  explicit LineWalk(const Spool& lines) : m_lines(lines) {}

  // The next line without its end, readable LineReader::kPadding bytes beyond; nothing at the end, or when it cannot be
  // read. It lasts until the next call.
  std::optional<std::string_view> next() {
    for (std::size_t searched = m_begin;;) {
      const auto* stop = static_cast<const char*>(m_end > searched ? std::memchr(&m_buffer[searched], '\n', m_end - searched) : nullptr);
      if (stop != nullptr) {
        const std::string_view line(&m_buffer[m_begin], static_cast<std::size_t>(stop - &m_buffer[m_begin]));
        m_begin += line.size() + 1;
        return line;
      }
      searched = m_end - m_begin;
      if (!more()) return std::nullopt;
    }
  }

 private:
  bool more() {
    std::memmove(m_buffer.data(), m_buffer.data() + m_begin, m_end - m_begin);
    m_end -= m_begin;
    m_begin = 0;
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(std::max(kReadBytes, m_end), m_lines.size() - m_offset));
    if (m_buffer.size() < m_end + wanted + LineReader::kPadding) m_buffer.resize(m_end + wanted + LineReader::kPadding);
    if (wanted == 0 || !m_lines.read(m_offset, wanted, m_buffer.data() + m_end)) return false;
    m_offset += wanted;
    m_end += wanted;
    return true;
  }

  const Spool& m_lines;
  std::string m_buffer;
  std::size_t m_begin = 0, m_end = 0;  // what of the buffer is still to be taken
  std::uint64_t m_offset = 0;          // of what comes behind the buffer
};

std::string_view asBytes(const std::uint64_t& number) {
  return {reinterpret_cast<const char*>(&number), sizeof number};
}

}  // namespace

// The lines, and the offset of each as eight bytes in the order of the machine (little-endian wherever Attune runs).
struct Rows::Store {
  explicit Store(fs::path where)
      : folder(std::move(where)),
        lines(std::make_unique<Spool>(folder)),
        offsets(std::make_unique<Spool>(folder)) {}

  std::size_t size() const { return static_cast<std::size_t>(offsets->size() / sizeof(std::uint64_t)); }

  void add(std::string_view line) {
    const std::uint64_t offset = lines->size();
    offsets->append(asBytes(offset));
    lines->append(line);
  }

  // Puts the line of a row without its end into `line`, with padding behind it; its length, or nothing.
  std::optional<std::size_t> lineOf(std::size_t row, std::string& line) const {
    std::uint64_t range[2] = {0, lines->size()};
    const std::size_t known = row + 1 < size() ? sizeof range : sizeof range[0];
    if (row >= size() || !offsets->read(row * sizeof range[0], known, reinterpret_cast<char*>(range))) return std::nullopt;
    if (range[0] >= range[1] || range[1] > lines->size()) return std::nullopt;
    const auto length = static_cast<std::size_t>(range[1] - range[0]);
    if (line.size() < length + LineReader::kPadding) line.resize(length + LineReader::kPadding);
    if (!lines->read(range[0], length, line.data())) return std::nullopt;
    return length - 1;
  }

  fs::path folder;
  std::unique_ptr<Spool> lines, offsets;
  Counts counts{};
  mutable std::atomic<bool> damaged = false;
  mutable std::once_flag labelsFound;
  mutable Labels labels;
  mutable std::atomic<bool> labelled = false;
};

Rows::Rows(fs::path folder) : m_store(std::make_shared<Store>(std::move(folder))) {}

Rows Rows::of(std::span<const Example> examples) {
  Rows rows;
  for (const Example& example : examples) rows.push_back(example);
  return rows;
}

Result<Rows> Rows::open(const fs::path& lines, const fs::path& offsets, const Counts& counts) {
  Rows rows(lines.parent_path().parent_path());
  ATTUNE_TRY(rows.m_store->lines, Spool::open(lines));
  ATTUNE_TRY(rows.m_store->offsets, Spool::open(offsets));
  rows.m_store->counts = counts;
  return rows;
}

Result<Rows> Rows::open(const fs::path& lines) {
  Rows rows(lines.parent_path().parent_path());
  Store& store = *rows.m_store;
  ATTUNE_TRY(store.lines, Spool::open(lines));
  LineWalk walk(*store.lines);
  LineReader reader;
  std::uint64_t offset = 0;
  while (const auto line = walk.next()) {
    Example example;
    if (!reader.read(*line, example))
      return fail("data.example-invalid", ATTUNE_TEXT("Line {0} of the stored dataset is not valid at “{1}”."),
                  {std::to_string(store.size() + 1), reader.fault()});
    ++store.counts[static_cast<std::size_t>(example.kind)];
    store.offsets->append(asBytes(offset));
    offset += line->size() + 1;
  }
  ATTUNE_TRY_VOID(store.offsets->check());
  return rows;
}

std::size_t Rows::size() const {
  return m_store->size();
}

Example Rows::operator[](std::size_t row) const {
  // The memory of a usual row is kept for the next call.
  constexpr std::size_t kKept = 1 << 20;
  thread_local std::string line;
  thread_local auto reader = std::make_unique<LineReader>();
  Example example;
  const auto length = m_store->lineOf(row, line);
  if (!length || !reader->read(std::string_view(line).substr(0, *length), example)) {
    m_store->damaged = true;
    example = {};
  }
  if (line.size() > kKept) {
    line = {};
    reader = std::make_unique<LineReader>();
  }
  return example;
}

void Rows::push_back(const Example& example) {
  thread_local std::string line;
  line.clear();
  appendLine(example, line);
  pushLine(line, example.kind);
}

void Rows::pushLine(std::string_view line, ExampleKind kind) {
  if (m_store.use_count() > 1 || m_store->lines->isFixed() || m_store->labelled) {
    auto own = std::make_shared<Store>(m_store->folder);
    LineWalk walk(*m_store->lines);
    while (const auto known = walk.next()) own->add({known->data(), known->size() + 1});
    if (own->size() != size()) own->damaged = true;
    own->counts = m_store->counts;
    m_store = std::move(own);
  }
  m_store->add(line);
  ++m_store->counts[static_cast<std::size_t>(kind)];
}

const Rows::Counts& Rows::counts() const {
  return m_store->counts;
}

const Rows::Labels& Rows::labels() const {
  std::call_once(m_store->labelsFound, [&] {
    std::set<std::string> names;
    for (const Example& example : *this) {
      names.insert(example.labels.begin(), example.labels.end());
      names.insert(example.tags.begin(), example.tags.end());
      if (example.kind == ExampleKind::Classification && example.labels.size() != 1) m_store->labels.severalInARow = true;
    }
    m_store->labels.names.assign(names.begin(), names.end());
    m_store->labelled = true;
  });
  return m_store->labels;
}

Rows Rows::emptyCopy() const {
  return Rows(m_store->folder);
}

std::uint64_t Rows::bytes() const {
  return m_store->lines->size();
}

Result<void> Rows::check() const {
  ATTUNE_TRY_VOID(m_store->lines->check());
  ATTUNE_TRY_VOID(m_store->offsets->check());
  if (m_store->damaged)
    return fail("data.rows-damaged", ATTUNE_TEXT("Some rows of the dataset can no longer be read."), {},
                ATTUNE_TEXT("Check the disk, and import the data again."));
  return {};
}

Result<void> Rows::publish(const fs::path& lines, const fs::path& offsets) const {
  ATTUNE_TRY_VOID(check());
  ATTUNE_TRY_VOID(m_store->lines->publish(lines));
  return m_store->offsets->publish(offsets);
}

struct Rows::Iterator::Walk {
  explicit Walk(std::shared_ptr<const Store> rows) : store(std::move(rows)), size(store->size()), lines(*store->lines) {}
  void take() {
    if (row >= size) return;
    const auto line = lines.next();
    example = {};
    if (line && reader.read(*line, example)) return;
    store->damaged = true;
    example = {};
  }
  std::shared_ptr<const Store> store;
  std::size_t row = 0, size;
  LineWalk lines;
  LineReader reader;
  Example example;
};

Rows::Iterator::Iterator(std::shared_ptr<const Store> store) : m_walk(std::make_unique<Walk>(std::move(store))) {
  m_walk->take();
}
Rows::Iterator::Iterator(Iterator&&) noexcept = default;
Rows::Iterator& Rows::Iterator::operator=(Iterator&&) noexcept = default;
Rows::Iterator::~Iterator() = default;

const Example& Rows::Iterator::operator*() const {
  return m_walk->example;
}

Rows::Iterator& Rows::Iterator::operator++() {
  ++m_walk->row;
  m_walk->take();
  return *this;
}

bool Rows::Iterator::operator==(std::default_sentinel_t) const {
  return m_walk->row >= m_walk->size;
}

Rows::Iterator Rows::begin() const {
  return Iterator(m_store);
}

}  // namespace attune
