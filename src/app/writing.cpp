#include "app/writing.hpp"

#include <filesystem>
#include <mutex>

#include "app/draft_pages.hpp"
#include "importers/hand_in.hpp"

namespace kolokol::app {
namespace {

/// kolokol.toml as it stands now, read again once it was written. Threads share it. The house's own
/// copy is read anew by whoever presses.
class PublicationNow {
public:
    explicit PublicationNow(const House& house)
        : file_(house.folder() / "kolokol.toml"),
          known_(std::make_shared<const content::Publication>(house.publication())) {}

    std::shared_ptr<const content::Publication> get() {
        std::error_code error;
        const auto written = std::filesystem::last_write_time(file_, error);
        const std::lock_guard lock(mutex_);
        if (error || written == read_at_) return known_;
        read_at_ = written;
        // A broken one changes nothing; serve says so.
        if (auto read = content::Publication::read(file_))
            known_ = std::make_shared<const content::Publication>(std::move(*read));
        return known_;
    }

private:
    std::filesystem::path file_;
    std::mutex mutex_;
    std::filesystem::file_time_type read_at_{};
    std::shared_ptr<const content::Publication> known_;
};

using Publications = std::function<std::shared_ptr<const content::Publication>()>;

newsroom::Writing::HandIn taking_in(Publications publication, bool look_only) {
    return [publication = std::move(publication), look_only](store::Transaction& tx,
                                                             const content::ArticleId& id,
                                                             const std::string& text, Instant now) {
        auto handed = importers::hand_in(tx, *publication(), {id, text, now, look_only});
        return newsroom::LookedOver{std::move(handed.faults), std::move(handed.article)};
    };
}

}  // namespace

newsroom::Writing writing_for(const House& house) {
    newsroom::Writing writing;
    // shared by the functions, which are copied
    const auto now = std::make_shared<PublicationNow>(house);
    writing.publication = [now] { return now->get(); };
    writing.hand_in = taking_in(writing.publication, false);
    writing.look_over = taking_in(writing.publication, true);
    const auto pages = std::make_shared<DraftPages>(house);
    writing.print = [pages, ask = writing.publication](store::Transaction& tx,
                                                       const content::Article& article) {
        return pages->print(tx, *ask(), article);
    };
    writing.site = [pages](std::string_view address) { return pages->find(address); };
    writing.edition = [&house]() -> std::optional<Instant> {
        const auto current = house.editions().current();
        if (!current) return std::nullopt;
        return current->facts().time;
    };
    return writing;
}

}  // namespace kolokol::app
