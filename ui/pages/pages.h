// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <span>

#include "ui/pages/page.h"

namespace attune::ui {

/// A page of the window. To add one: its pair of files and one line in pages.cpp.
struct PageEntry {
  const char* id;
  const char* label;  ///< Marked for translation in the context "Pages".
  const char* icon;
  Page* (*make)(Workspace& workspace);
  bool needsProject;
};

/// All pages in the order of the rail; Ctrl+1 is the first.
std::span<const PageEntry> pages();

}  // namespace attune::ui
