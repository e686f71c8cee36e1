// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/monitor_words.h"

#include <cmath>
#include <cstdio>

namespace attune {
namespace {

std::string number(double value, int digits = 3) {
  if (!std::isfinite(value)) return "∞";
  char text[32];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  return text;
}

// {0} best loss, {1} best step, {2} loss now, {3} rise in %, {4} training loss then, {5} now, {6} rows or looks,
// {7} standard errors, {8} training rows, {9} epochs at the best step.
std::vector<std::string> slots(const MonitorFacts& f) {
  return {number(f.bestLoss),
          std::to_string(f.bestStep),
          number(f.loss),
          number(100 * (f.loss / f.bestLoss - 1), 1),
          number(f.trainThen),
          number(f.trainNow),
          std::to_string(f.rows ? f.rows : f.looks),
          number(f.standardErrors, 1),
          std::to_string(f.trainExamples),
          number(f.bestEpoch, 1)};
}

RunWarning warning(const MonitorFacts& facts, const char* kind, const char* text, const char* advice) {
  return {.step = facts.step,
          .kind = kind,
          .text = text,
          .args = slots(facts),
          .advice = advice,
          .bestStep = facts.bestStep};
}

// One action: the one that most probably helps with these numbers.
const char* overfittingAdvice(const MonitorFacts& f) {
  if (f.bestStep == 0)
    return ATTUNE_TEXT("Stop: no step was better than the model before training. Try a tenth of the learning rate.");
  constexpr std::int64_t kFewRows = 300;
  if (f.trainExamples > 0 && f.trainExamples < kFewRows)
    return ATTUNE_TEXT(
        "Stop and use step {1}. The run has only {8} training rows: more rows help more than any setting.");
  if (!(f.bestEpoch > 0)) return ATTUNE_TEXT("Stop and use step {1}. Let the next run be no longer than that.");
  if (f.bestEpoch < 1)
    return ATTUNE_TEXT("Stop and use step {1}. The best step came within the first epoch: try half the learning rate.");
  return ATTUNE_TEXT("Stop and use step {1}. For the next run set the epochs to about {9}.");
}

}  // namespace

RunWarning overfittingWarning(const MonitorFacts& facts) {
  const char* text =
      facts.rows ? ATTUNE_TEXT(
                       "The model is overfitting: validation loss rose by {3} % from {0} at step {1} to {2}, while "
                       "training loss fell "
                       "from {4} to {5}. Compared row by row on {6} rows, the rise is {7} times its standard error.")
                 : ATTUNE_TEXT(
                       "The model is overfitting: validation loss rose by {3} % from {0} at step {1} to {2}, while "
                       "training loss fell "
                       "from {4} to {5}. That is more than the noise of the curve explains.");
  return warning(facts, "overfitting", text, overfittingAdvice(facts));
}

RunWarning cautionWarning(const MonitorFacts& facts) {
  return warning(
      facts, "caution",
      ATTUNE_TEXT(
          "Validation loss may be turning: it is {2} after {0} at step {1}, while training loss fell from {4} to {5}."),
      ATTUNE_TEXT("Watch the next looks; the checkpoint of step {1} is kept."));
}

RunWarning plateauWarning(const MonitorFacts& facts) {
  return warning(
      facts, "plateau",
      ATTUNE_TEXT(
          "Validation loss has stopped improving: it stays near {2}, while training loss goes on falling to {5}."),
      ATTUNE_TEXT("You can stop here without losing quality, and use step {1}."));
}

RunWarning divergingWarning(const MonitorFacts& facts) {
  return warning(
      facts, "diverging",
      ATTUNE_TEXT("Training diverges: training loss climbed to {5} and validation loss from {0} at step {1} to {2}."),
      ATTUNE_TEXT("Stop, go back to step {1} and train with a third of the learning rate."));
}

RunWarning notFiniteWarning(const MonitorFacts& facts, bool validation) {
  return warning(
      facts, "not-finite",
      validation ? ATTUNE_TEXT("Validation loss is not a finite number any more.")
                 : ATTUNE_TEXT("Training loss is not a finite number any more."),
      facts.bestStep > 0
          ? ATTUNE_TEXT(
                "Stop, go back to step {1} and train with a third of the learning rate, or in 32-bit precision.")
          : ATTUNE_TEXT("Stop and train with a third of the learning rate, or in 32-bit precision."));
}

RunWarning cannotTellWarning(const MonitorFacts& facts) {
  const char* text =
      facts.rows ? ATTUNE_TEXT("With {6} validation rows it cannot be told whether the model overfits.")
                 : ATTUNE_TEXT(
                       "Validation loss varies so much from look to look that overfitting cannot be told from chance.");
  return warning(facts, "cannot-tell", text,
                 ATTUNE_TEXT("Put more rows into the validation part of the split, at least 50."));
}

}  // namespace attune
