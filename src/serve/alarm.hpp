#pragma once
// Tells the operator, by a command of theirs, that something is in danger: once when it begins,
// then daily as long as it lasts. What was told is remembered in a file, so that a restart does not
// tell it again.

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "edition/shelf.hpp"

namespace kolokol::serve {

struct Danger {
    /// "heartbeat", "disk", "certificate", "key", "settings", "job": stable, for the command to
    /// choose by.
    std::string event;
    /// Which of several: "targets", "root", a job's kind; may be empty.
    std::string subject;
    /// One sentence for the operator. Nobody's name or address.
    std::string detail;
};

/// Looks at one thing.
using DangerCheck = std::function<std::vector<Danger>(Instant now)>;

struct AlarmSettings {
    /// Program and arguments, run without a shell; empty: nobody is told (the log is). The event,
    /// the subject and the detail come as KOLOKOL_ALARM_EVENT, _SUBJECT and _DETAIL, each one line
    /// without control characters.
    std::vector<std::string> command;
    /// What was told when; made when it is not there.
    std::filesystem::path memory;
    std::chrono::milliseconds again_after = std::chrono::hours(24);
    /// Then the command is killed.
    std::chrono::milliseconds command_time = std::chrono::seconds(60);
};

/// Not shared between threads.
class Alarm {
public:
    Alarm(AlarmSettings settings, std::vector<DangerCheck> checks);
    /// Looks at everything, tells what is to be told, and gives all that is in danger now. A
    /// command that fails is logged, and tried again at the next look.
    std::vector<Danger> look(Instant now);

private:
    bool tell(const Danger& danger) const;
    void load();
    void save() const;

    AlarmSettings settings_;
    std::vector<DangerCheck> checks_;
    std::map<std::string, std::int64_t> told_;  // event and subject -> milliseconds
    bool loaded_ = false;
};

/// The heartbeat runs out within 24 hours; targets within 14 days, root within 30 ("key").
DangerCheck signatures_in_danger(const edition::Shelf& shelf);
/// Less than `least_bytes` or `least_percent` left where `folder` is.
DangerCheck disk_in_danger(std::filesystem::path folder, std::uint64_t least_bytes = 500ULL << 20U,
                           int least_percent = 5);
/// The PEM certificate ends within 14 days, or cannot be read.
DangerCheck certificate_in_danger(std::filesystem::path file);

}  // namespace kolokol::serve
