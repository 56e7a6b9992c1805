#pragma once
// How commands speak: sentences and tables for people, one JSON document with --json, progress only
// where somebody watches.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "base/problem.hpp"

namespace kolokol::cli {

enum class Speech { sentences, json };

class Console {
public:
    void speak(Speech speech) { speech_ = speech; }
    bool json() const { return speech_ == Speech::json; }

    /// A line for people; nothing with --json.
    void say(std::string_view line) const;
    /// A line on standard error, in either speech.
    void warn(std::string_view line) const;
    /// The one document of a command, with --json; nothing otherwise.
    void document(const nlohmann::json& json) const;
    /// One sentence on standard error, or {"error": …} with --json. Returns 1.
    int refuse(const Problem& problem) const;

    /// Rewrites one line of a terminal as long work goes on; silent elsewhere.
    void progress(std::string_view what, std::uint64_t done, std::uint64_t of) const;
    void progress_ends() const;

private:
    Speech speech_ = Speech::sentences;
};

/// "1,234"
std::string grouped(std::uint64_t number);
/// "12.3 MB"
std::string size_text(std::uint64_t bytes);

}  // namespace kolokol::cli
