#pragma once
// The one program: reads the arguments, runs the command they name.

namespace kolokol::cli {

/// 0 done; 1 refused, with one sentence on standard error that says what to do; 2 wrong usage.
/// `edition verify` has codes of its own (docs/formats/edition.md).
int run(int argc, char** argv);

}  // namespace kolokol::cli
