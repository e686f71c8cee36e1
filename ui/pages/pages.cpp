// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/pages.h"

#include "ui/pages/data_page.h"
#include "ui/pages/home_page.h"
#include "ui/pages/live_page.h"
#include "ui/pages/models_page.h"
#include "ui/pages/report_page.h"
#include "ui/pages/runs_page.h"
#include "ui/pages/train_page.h"
#include "ui/pages/try_page.h"

namespace attune::ui {

namespace {

template <class P>
Page* make(Workspace& workspace) {
  return new P(workspace);
}

constexpr PageEntry kPages[] = {
    {"home", QT_TRANSLATE_NOOP("Pages", "Home"), "home", &make<HomePage>, false},
    {"data", QT_TRANSLATE_NOOP("Pages", "Data"), "data", &make<DataPage>, true},
    {"models", QT_TRANSLATE_NOOP("Pages", "Models"), "model", &make<ModelsPage>, false},
    {"train", QT_TRANSLATE_NOOP("Pages", "Train"), "train", &make<TrainPage>, true},
    {"live", QT_TRANSLATE_NOOP("Pages", "Run"), "live", &make<LivePage>, true},
    {"runs", QT_TRANSLATE_NOOP("Pages", "Compare"), "runs", &make<RunsPage>, true},
    {"try", QT_TRANSLATE_NOOP("Pages", "Try"), "chat", &make<TryPage>, true},
    {"report", QT_TRANSLATE_NOOP("Pages", "Report"), "report", &make<ReportPage>, true},
};

}  // namespace

std::span<const PageEntry> pages() {
  return kPages;
}

}  // namespace attune::ui
