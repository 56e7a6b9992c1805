#include "app/paper_dangers.hpp"

#include <fmt/format.h>

#include "app/configuration.hpp"
#include "content/publication.hpp"
#include "jobs/queue.hpp"

namespace kolokol::app {

serve::DangerCheck jobs_in_danger(store::Database& database) {
    return [&database](Instant) {
        std::vector<serve::Danger> dangers;
        auto tx = database.read();
        for (const jobs::FailedJob& job : jobs::failed(tx))
            dangers.push_back({"job", job.kind,
                               fmt::format("a job of the kind {} was given up after {} attempts",
                                           job.kind, job.attempts)});
        return dangers;
    };
}

serve::DangerCheck settings_in_danger(const std::filesystem::path& folder) {
    return [folder](Instant) {
        std::vector<serve::Danger> dangers;
        const auto configuration = Configuration::read(folder);
        const auto publication = content::Publication::read(folder / "kolokol.toml");
        if (!configuration || !publication)
            dangers.push_back(
                {"settings", "kolokol.toml",
                 (configuration ? publication.error() : configuration.error()).detail +
                     "; the paper goes on by its former settings"});
        return dangers;
    };
}

}  // namespace kolokol::app
