#include "importers/markdown.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "importers/articles.hpp"
#include "importers/kinds.hpp"
#include "importers/work.hpp"

namespace kolokol::importers {

std::uint64_t MarkdownReport::manuscripts_refused() const {
    std::set<std::string_view> files;
    for (const Refusal& one : refused)
        files.insert(one.file);
    return files.size();
}

Result<MarkdownReport> import_markdown(store::Database& database, media::Shelf& pictures,
                                       const content::Publication& publication,
                                       const MarkdownWish& wish) {
    const auto folder = Folder::open(wish.folder);
    if (!folder) return refuse(folder.error());
    if (folder->manuscripts() == 0 && folder->refused.empty())
        return refuse(Kind::not_found, "import.no_manuscripts",
                      fmt::format("{} holds no manuscripts: .md files with front matter",
                                  wish.folder.string()));
    const auto hold = pictures.hold();  // no row names yet what is taken in
    MarkdownReport report;
    report.refused = folder->refused;
    PictureDesk desk(*folder, pictures);
    const Preparer preparer(*folder, desk, publication, wish.archive);
    Work work{database, publication, wish, *folder, desk, preparer, report};

    import_sections(work);
    import_topics(work);
    import_bylines(work);
    Register names = [&] {
        auto tx = database.read();
        return Register(tx, publication, wish.create);
    }();
    ArticleImport(work, names).run();
    import_standing_pages(work);
    import_front_pages(work);

    report.pictures = desk.taken();
    std::stable_sort(report.refused.begin(), report.refused.end(),
                     [](const Refusal& a, const Refusal& b) {
                         return std::tie(a.file, a.line) < std::tie(b.file, b.line);
                     });
    return report;
}

}  // namespace kolokol::importers
