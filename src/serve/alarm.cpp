#include "serve/alarm.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/file.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "serve/alarm_command.hpp"

namespace kolokol::serve {
namespace {

/// Commands write these into the header of a letter, where a line end begins another field, and the
/// memory into one line; a broken kolokol.toml is quoted in them.
void blank_controls(std::string& text) {
    std::replace_if(
        text.begin(), text.end(),
        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
}

std::string key_of(const Danger& danger) {
    return fmt::format("{}\t{}", danger.event, danger.subject);
}

/// One line of the memory: milliseconds, event, subject.
std::optional<std::pair<std::string, std::int64_t>> read_line(std::string_view line) {
    const std::size_t tab = line.find('\t');
    if (tab == line.npos) return std::nullopt;
    std::int64_t at = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + tab, at);
    if (error != std::errc{} || end != line.data() + tab) return std::nullopt;
    return std::pair(std::string(line.substr(tab + 1)), at);
}

}  // namespace

Alarm::Alarm(AlarmSettings settings, std::vector<DangerCheck> checks)
    : settings_(std::move(settings)), checks_(std::move(checks)) {}

std::vector<Danger> Alarm::look(Instant now) {
    if (!loaded_) load();
    std::vector<Danger> dangers;
    bool all_seen = true;
    for (const DangerCheck& check : checks_) {
        try {
            for (Danger& danger : check(now)) {
                for (std::string* text : {&danger.event, &danger.subject, &danger.detail})
                    blank_controls(*text);
                dangers.push_back(std::move(danger));
            }
        } catch (const std::exception& failure) {
            all_seen = false;
            log::error("serve.check_failed", {{"detail", failure.what()}});
        }
    }
    std::map<std::string, std::int64_t> told;
    if (!all_seen) told = told_;  // nothing is known to be over
    for (const Danger& danger : dangers) {
        const std::string key = key_of(danger);
        const auto before = told_.find(key);
        // A moment that lies ahead was told by a clock that has been set right since.
        const bool fresh = before != told_.end() && before->second <= to_millis(now) &&
                           now - from_millis(before->second) < settings_.again_after;
        if (fresh)
            told.insert(*before);
        else if (tell(danger))
            told[key] = to_millis(now);
    }
    if (told != told_) {
        told_ = std::move(told);
        save();
    }
    return dangers;
}

bool Alarm::tell(const Danger& danger) const {
    log::warning(
        "serve.danger",
        {{"danger", danger.event}, {"subject", danger.subject}, {"detail", danger.detail}});
    if (settings_.command.empty()) return true;
    const Outcome run = run_alarm_command(settings_.command,
                                          {{"KOLOKOL_ALARM_EVENT", danger.event},
                                           {"KOLOKOL_ALARM_SUBJECT", danger.subject},
                                           {"KOLOKOL_ALARM_DETAIL", danger.detail}},
                                          settings_.command_time);
    if (!run) log::error("serve.alarm_command_failed", {{"detail", run.error().detail}});
    return run.has_value();
}

void Alarm::load() {
    loaded_ = true;
    const auto memory = read_file(settings_.memory);
    if (!memory) return;
    for (const std::string_view line : split(*memory, '\n'))
        if (auto told = read_line(line)) told_.insert(std::move(*told));
}

void Alarm::save() const {
    std::string memory;
    for (const auto& [key, at] : told_)
        memory += fmt::format("{}\t{}\n", at, key);
    write_file(settings_.memory, memory);
}

}  // namespace kolokol::serve
