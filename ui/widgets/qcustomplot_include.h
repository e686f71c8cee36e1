// SPDX-License-Identifier: GPL-3.0-or-later
// The one way to QCustomPlot: its header needs Qt's keywords, which are switched off in this project.
#pragma once
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define emit
#define foreach Q_FOREACH
#include <qcustomplot.h>
#undef signals
#undef slots
#undef emit
#undef foreach
