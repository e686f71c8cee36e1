// SPDX-License-Identifier: GPL-3.0-or-later
// The headers that nearly every file of the window includes.
#pragma once
#include <QtWidgets>
#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
