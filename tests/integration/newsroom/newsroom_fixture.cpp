#include "newsroom_fixture.hpp"

#include "content/article_rows.hpp"

namespace kolokol::newsroom {

void WritingRoom::SetUp() {
    EachEngine::SetUp();
    if (IsSkipped()) return;
    paper_.languages = {Language(), Language::parse("ru").value(), Language::parse("ar").value()};
    desk_ = std::make_unique<Desk>(Desk{database(),
                                        look_,
                                        clock_,
                                        "The Gazette",
                                        Zone(),
                                        {},
                                        {Language()},
                                        false,
                                        staff_executors(),
                                        [this] { return press(); },
                                        [] { return PressNews{}; },
                                        nullptr,
                                        {}});
    desk_->writing.publication = [this] {
        return std::make_shared<const content::Publication>(paper_);
    };
    desk_->writing.hand_in = taking_in(false);
    desk_->writing.look_over = taking_in(true);
    desk_->writing.edition = [this] { return edition_; };
    prepare(*desk_);
    for (http::Route& route : routes(*desk_))
        router_.add(std::move(route));
    auto tx = database().begin();
    content::save_section(tx, {"world", 1, {{Language(), {"World", ""}}}});
    content::save_byline(tx, {"anna-belova", {}, {}, {{Language(), {"Anna Belova", ""}}}});
    tx.commit();
}

PressNews WritingRoom::press() {
    ++pressed_;
    auto tx = database().begin();
    content::publish_due(tx, clock_.now());
    tx.commit();
    edition_ = clock_.now();
    return {};
}

Person WritingRoom::hire(std::string_view pseudonym, const staff::Roles& roles) {
    auto tx = database().begin();
    Person person;
    person.account = staff::create_account(tx, pseudonym, Language(), roles,
                                           crypto::random_bytes(32), clock_.now())
                         .value();
    auto begun = staff::begin_session(tx, person.account.id, staff::Way::passkey, clock_.now());
    person.session = begun.session;
    person.token = std::string(begun.token.expose());
    tx.commit();
    return person;
}

std::string WritingRoom::published(const Person& editor) {
    const std::string path = begin(editor);
    EXPECT_EQ(post(editor, path + "/save", whole_article("1")).status, 303);
    EXPECT_EQ(post(editor, path + "/publish", {{"version", newest(path)}}).status, 303);
    return path;
}

}  // namespace kolokol::newsroom
