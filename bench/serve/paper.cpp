// The server under test: one edition with the page that it is given, served as `kolokol serve`
// serves it, by one thread. Writes the page's compressed forms beside it, so that nginx sends the
// same bytes.
//
//     serve_bench_paper FOLDER      FOLDER holds page.html; says the port, then serves until ended

#include <cstdio>
#include <filesystem>

#include <unistd.h>

#include "base/clock.hpp"
#include "base/file.hpp"
#include "edition/builder.hpp"
#include "edition/keys.hpp"
#include "serve/public_server.hpp"

using namespace kolokol;

namespace {

template <class T>
T need(Result<T> outcome) {
    if (outcome) return std::move(*outcome);
    std::fprintf(stderr, "%s: %s\n", outcome.error().code.c_str(), outcome.error().detail.c_str());
    std::exit(1);
}
void need(const Outcome& outcome) {
    if (outcome) return;
    std::fprintf(stderr, "%s\n", outcome.error().detail.c_str());
    std::exit(1);
}

edition::Shelf press(const std::filesystem::path& folder, const Bytes& page) {
    const Instant now = SystemClock().now();
    const edition::KeyFolder keys(folder / "keys");
    const auto created = need(keys.create({}, now));
    need(edition::Shelf::create(folder / "editions", created.first_root));
    edition::Shelf shelf = need(edition::Shelf::open(folder / "editions"));
    const auto editor = need(keys.signer(edition::Role::edition, created.first_root));
    const auto heartbeat = need(keys.signer(edition::Role::heartbeat, created.first_root));
    auto builder = need(edition::Builder::start(shelf, edition::Builder::From::nothing));
    need(builder.put("/page.html", edition::prepare(page, "text/html; charset=utf-8")));
    edition::Facts facts;
    facts.origin = "http://localhost";
    need(builder.commit(facts, {*editor, *heartbeat}, now));
    return shelf;
}

void write_forms(const std::filesystem::path& folder, const edition::Edition& edition) {
    const auto content = edition.content(*edition.find("/page.html"));
    write_file(folder / "page.html.br", content->whole.br);
    write_file(folder / "page.html.gz", content->whole.gzip);
}

}  // namespace

int main(int count, char** words) {
    if (count != 2) return 2;
    const std::filesystem::path folder = words[1];
    const edition::Shelf shelf = press(folder / "paper", need(read_file(folder / "page.html")));
    write_forms(folder, *shelf.current());
    const serve::EditionWatcher watcher(shelf);
    serve::PublicServerSettings settings;
    settings.port = 0;
    const auto server = need(serve::PublicServer::start(settings, watcher));
    std::printf("%d\n", server->port());
    std::fflush(stdout);
    while (true)
        ::pause();
}
