// The picture library by its pages, and what must not come in by its door.

#include "../media/pictures.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "content/library_rows.hpp"
#include "http/server.hpp"
#include "media/telltales.hpp"
#include "pages.hpp"
#include "support/wire.hpp"

namespace kolokol::newsroom {
namespace {

using std::string_literals::operator""s;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
namespace pictures = kolokol::testing;

constexpr std::string_view boundary = "----boundary-of-a-test";

class PicturePages : public Pages {
protected:
    std::string multipart(std::string_view file, std::string_view file_name,
                          std::string_view form) const {
        return fmt::format(
            "--{0}\r\nContent-Disposition: form-data; name=\"form\"\r\n\r\n{1}\r\n"
            "--{0}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{2}\"\r\n"
            "Content-Type: image/jpeg\r\n\r\n{3}\r\n--{0}--\r\n",
            boundary, form, file_name, file);
    }
    http::Response send_to(const std::string& path, const std::string& token, std::string body,
                           const std::string& accept) {
        http::Request request;
        request.method = http::Method::post;
        request.target = path;
        request.fields = {
            {"Host", "localhost:8081"},
            {"Cookie", "newsroom=" + token},
            {"Accept", accept},
            {"Content-Type", fmt::format("multipart/form-data; boundary={}", boundary)}};
        request.body = std::move(body);
        return router_.find(request.method, path)->handler(request);
    }
    /// As a browser without scripts does.
    http::Response upload(const std::string& token, std::string_view file,
                          std::string_view file_name = "lake.jpg") {
        return send_to("/newsroom/pictures", token, multipart(file, file_name, form_token()),
                       "text/html,*/*");
    }
    /// As the editor does.
    nlohmann::json sent(const std::string& token, std::string_view file,
                        std::string_view file_name = "lake.jpg") {
        const auto response = send_to("/newsroom/pictures", token,
                                      multipart(file, file_name, form_token()), "application/json");
        auto json = nlohmann::json::parse(response.body);
        json["status"] = response.status;
        return json;
    }
    /// As kept, by its name.
    content::LibraryPicture kept(std::string_view name) {
        auto tx = database().read();
        return content::find_in_library(tx, name).value_or(content::LibraryPicture{});
    }
    std::size_t count() {
        auto tx = database().read();
        return content::search_library(tx, {}).pictures.size();
    }
    std::string reporter() { return come_in(hire("Heron", {staff::Role::reporter})); }
    static Bytes plain(int width = 640, int height = 480) {
        return pictures::plain_picture(pictures::Kind::jpeg, width, height);
    }
};
KOLOKOL_ON_EACH_ENGINE(PicturePages);

TEST_P(PicturePages, TakeAPictureAndLeadToIt) {
    const auto token = reporter();
    const auto added = upload(token, plain(), "Кремль 2.JPG");
    EXPECT_EQ(added.status, 303);
    EXPECT_EQ(location(added), "/newsroom/pictures/kreml-2.jpg?added=1");
    EXPECT_THAT(get("/newsroom/pictures/kreml-2.jpg", token).body, HasSubstr("640 × 480"));
    EXPECT_THAT(get("/newsroom/pictures", token).body,
                AllOf(HasSubstr("kreml-2.jpg"), HasSubstr("without credit or licence")));
    auto tx = database().read();
    EXPECT_EQ(staff::audit_entries(tx, 1).at(0).act, "picture.added");
    EXPECT_TRUE(shelf_.has(kept("kreml-2.jpg").use.picture));
}

TEST_P(PicturePages, AnswerTheEditorInJson) {
    const auto token = reporter();
    const auto answer = sent(token, plain());
    EXPECT_EQ(answer["status"], 201);
    EXPECT_EQ(answer["name"], "lake.jpg");
    EXPECT_EQ(answer["sha256"], kept("lake.jpg").use.picture);
    EXPECT_EQ(answer["width"], 640);
    EXPECT_EQ(answer["height"], 480);
    EXPECT_EQ(answer["credit"]["photographer"], "");
    EXPECT_EQ(answer["told"], nlohmann::json::array());
}

TEST_P(PicturePages, FindAPictureThatIsThereAndDoNotDoubleIt) {
    const auto token = reporter();
    upload(token, plain(), "one.jpg");
    EXPECT_EQ(location(upload(token, plain(), "two.jpg")), "/newsroom/pictures/one.jpg?known=1");
    EXPECT_EQ(sent(token, plain())["name"], "one.jpg");
    EXPECT_EQ(count(), 1U);
}

TEST_P(PicturePages, ShowOnceWhatTheFileToldAndKeepTheKindsOnly) {
    const auto token = reporter();
    const auto added = upload(token, pictures::telling_picture(pictures::Kind::jpeg, 640, 480));
    EXPECT_EQ(added.status, 200);
    EXPECT_THAT(added.body, AllOf(HasSubstr("59.9° N, 30.3° E"), HasSubstr("Fictitious Camera"),
                                  HasSubstr(pictures::artist)));
    const auto later = get("/newsroom/pictures/lake.jpg", token).body;
    EXPECT_THAT(later, AllOf(HasSubstr("Place"), HasSubstr("Device"), HasSubstr("Names")));
    EXPECT_THAT(later, AllOf(Not(HasSubstr("59.9")), Not(HasSubstr("Fictitious"))));
    EXPECT_THAT(kept("lake.jpg").betrayed, ::testing::Contains("place"));
    constexpr store::Query any{"test.any", R"sql(
        SELECT 1 FROM library_picture
        WHERE name || caption || alt || photographer || agencies || betrayed LIKE '%Fictitious%')sql"};
    auto tx = database().read();
    EXPECT_FALSE(tx.exists(any));
}

TEST_P(PicturePages, ServeNothingThatAFileOfAnyFormatTold) {
    const auto token = reporter();
    int number = 0;
    for (const auto kind :
         {pictures::Kind::jpeg, pictures::Kind::png, pictures::Kind::webp, pictures::Kind::tiff}) {
        const auto added = sent(token, pictures::telling_picture(kind, 700, 500 + number), "a.jpg");
        ++number;
        for (const char* size : {"small", "large"}) {
            const auto file =
                get(fmt::format("/newsroom/pictures/{}/{}", added["name"].get<std::string>(), size),
                    token);
            EXPECT_EQ(file.status, 200);
            EXPECT_THAT(media::metadata_of(file.body).value(), IsEmpty());
            EXPECT_THAT(media::telltales_of(file.body), IsEmpty());
        }
    }
    EXPECT_EQ(count(), 4U);
}

TEST_P(PicturePages, RefuseWhatIsNoPictureWithASentence) {
    const auto token = reporter();
    const Bytes jpeg = plain(16, 16);
    const std::pair<Bytes, std::string> hostile[] = {
        {"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "no photograph"},
        {"<!doctype html><script>alert(1)</script>", "no photograph"},
        {"%PDF-1.4", "no photograph"},
        {"PK\x03\x04 whatever", "no photograph"},
        {"\xFF\xD8\xFF\xE0<script>alert(1)</script>", "damaged"},
        {"GIF89a/*<svg>*/=1;alert(1)", "damaged"},
        {jpeg.substr(0, jpeg.size() / 2), "damaged"},
        {pictures::png_bomb(60'000, 60'000), "100 million"},
        {pictures::animated_gif(), "frames"},
        {pictures::animated_webp(), "frames"},
        {"", "Choose a file"}};
    for (const auto& [file, words] : hostile) {
        const auto answer = upload(token, file, "lake.jpg");
        EXPECT_EQ(answer.status, 400) << words;
        EXPECT_THAT(answer.body, HasSubstr(words));
        EXPECT_THAT(sent(token, file)["why"].get<std::string>(), HasSubstr(words));
    }
    EXPECT_EQ(count(), 0U);
}

TEST_P(PicturePages, WriteAPolyglotAnewSoThatOnlyThePictureIsLeft) {
    const auto token = reporter();
    const std::string script = "<html><script>alert(1)</script>";
    const auto added = sent(token, plain() + script, "lake.jpg");
    ASSERT_EQ(added["status"], 201);
    const auto original = shelf_.original(added["sha256"].get<std::string>()).value();
    EXPECT_EQ(original.find("script"), std::string::npos);
    const auto served = get("/newsroom/pictures/lake.jpg/small", token);
    EXPECT_EQ(served.body.find("script"), std::string::npos);
    EXPECT_EQ(http::find_field(served.fields, "Content-Type"), "image/jpeg");
}

TEST_P(PicturePages, MakePlainNamesOfHostileOnes) {
    const auto token = reporter();
    const std::pair<std::string, std::string> names[] = {
        {"<script>alert(1)</script>.jpg", "script.jpg"},
        {"../../../etc/passwd", "passwd.jpg"},
        {"..\\..\\boot.png", "boot.png"},
        {"\xE2\x80\xAEgpj.exe", "gpj.jpg"},
        {"x%22 onerror=%22alert(1).jpg", "x-onerror-alert-1.jpg"},
        {"%0D%0ASet-Cookie: a=b.jpg", "set-cookie-a-b.jpg"},
        {std::string(900, 'a') + ".jpg", std::string(80, 'a') + ".jpg"}};
    int size = 20;
    for (const auto& [file_name, name] : names) {
        const auto answer = sent(token, plain(++size, 16), file_name);
        EXPECT_EQ(answer.value("name", answer.value("why", "")), name) << file_name;
    }
}

TEST_P(PicturePages, RefuseAFormWithoutItsTokenOrInPieces) {
    const auto token = reporter();
    const auto to = [&](std::string body) {
        return send_to("/newsroom/pictures", token, std::move(body), "text/html").status;
    };
    EXPECT_EQ(to(multipart(plain(), "a.jpg", "forged")), 403);
    EXPECT_EQ(to(multipart(plain(), "a.jpg", form_token()).substr(0, 500)), 400);
    EXPECT_EQ(to(multipart(plain(), "a\0b.jpg"s, form_token())), 400);
    EXPECT_EQ(post("/newsroom/pictures", token).status, 400) << "no file in it";
    EXPECT_EQ(count(), 0U);
}

TEST_P(PicturePages, ShowPicturesToNobodyOutside) {
    upload(reporter(), plain());
    for (const std::string path :
         {"/newsroom/pictures", "/newsroom/pictures/lake.jpg", "/newsroom/pictures/lake.jpg/small",
          "/newsroom/pictures/lake.jpg/large"}) {
        EXPECT_EQ(location(get(path, "")), "/newsroom/enter") << path;
        EXPECT_EQ(location(get(path, "forged")), "/newsroom/enter") << path;
        EXPECT_EQ(get(path, come_in(hire("A" + path, {staff::Role::treasurer}))).status, 403);
    }
}

TEST_P(PicturePages, LetBrowsersKeepAFileByItsVersionOnly) {
    const auto token = reporter();
    upload(token, plain());
    const auto version = kept("lake.jpg").use.picture.substr(0, 16);
    const auto cached = [&](const std::string& query) {
        return std::string(*http::find_field(
            get("/newsroom/pictures/lake.jpg/small" + query, token).fields, "Cache-Control"));
    };
    EXPECT_EQ(cached("?" + version), "private, max-age=43200, immutable");
    EXPECT_EQ(cached(""), "private, no-cache");
    EXPECT_EQ(cached("?0123456789abcdef"), "private, no-cache");
    EXPECT_EQ(get("/newsroom/pictures/..%2f..%2fkolokol.db/small", token).status, 404);
    EXPECT_EQ(http::find_field(post("/newsroom/leave", token).fields, "Clear-Site-Data"),
              "\"cache\"");
}

TEST_P(PicturePages, DescribeAPictureByAForm) {
    const auto token = reporter();
    upload(token, plain());
    const auto saved =
        post("/newsroom/pictures/lake.jpg/texts", token,
             "&caption=The+lake&alt=Water&photographer=Anna+Belova&agencies=TASS%2C+POOL"
             "&licence=press&focus_x=20&focus_y=0");
    EXPECT_EQ(location(saved), "/newsroom/pictures/lake.jpg?saved=1&pressed=1");
    const auto use = kept("lake.jpg").use;
    EXPECT_EQ(use.caption, "The lake");
    EXPECT_EQ(content::credit_line(use.credit), "Anna Belova / TASS / POOL");
    EXPECT_EQ(use.focus, (content::Focus{20, 0}));
    EXPECT_TRUE(content::check_for_print("lake.jpg", use));
    EXPECT_THAT(get("/newsroom/pictures/lake.jpg", token).body, Not(HasSubstr("not printed")));
    for (const char* wrong : {"&focus_x=101&focus_y=1", "&focus_x=1", "&focus_x=a&focus_y=1",
                              "&focus_x=-1&focus_y=1", "&focus_x=1.5&focus_y=1"})
        EXPECT_EQ(post("/newsroom/pictures/lake.jpg/texts", token, wrong).status, 400) << wrong;
    EXPECT_EQ(kept("lake.jpg").use, use);
}

TEST_P(PicturePages, EscapeEveryText) {
    const auto token = reporter();
    upload(token, plain());
    const std::string attack = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E";
    post("/newsroom/pictures/lake.jpg/texts", token,
         fmt::format("&caption={0}&alt={0}&photographer={0}&agencies={0}&licence={0}", attack));
    for (const std::string path : {"/newsroom/pictures", "/newsroom/pictures/lake.jpg",
                                   "/newsroom/pictures?q=%22%3E%3Cscript%3Ealert(1)"})
        EXPECT_THAT(get(path, token).body, Not(HasSubstr("<script>alert"))) << path;
}

TEST_P(PicturePages, LetReportersChangeTheirOwnPicturesAndEditorsAll) {
    upload(reporter(), plain());
    const auto other = come_in(hire("Plover", {staff::Role::reporter}));
    EXPECT_EQ(post("/newsroom/pictures/lake.jpg/texts", other, "&alt=Theirs").status, 403);
    EXPECT_EQ(post("/newsroom/pictures/lake.jpg/remove", other).status, 403);
    EXPECT_EQ(send_to("/newsroom/pictures/lake.jpg/replace", other,
                      multipart(plain(20, 20), "a.jpg", form_token()), "text/html")
                  .status,
              403);
    EXPECT_THAT(get("/newsroom/pictures/lake.jpg", other).body, Not(HasSubstr("<textarea")));
    const auto editor = come_in(hire("Osprey", {staff::Role::editor}));
    EXPECT_EQ(post("/newsroom/pictures/lake.jpg/texts", editor, "&alt=Ours").status, 303);
    EXPECT_EQ(kept("lake.jpg").use.alt, "Ours");
    EXPECT_EQ(post("/newsroom/pictures/lake.jpg/remove", editor).status, 303);
    EXPECT_EQ(count(), 0U);
}

TEST_P(PicturePages, ReplaceAPictureUnderItsName) {
    const auto token = reporter();
    upload(token, plain());
    upload(token, plain(50, 40), "sea.jpg");
    const auto replace = [&](const Bytes& file) {
        return send_to("/newsroom/pictures/lake.jpg/replace", token,
                       multipart(file, "x.jpg", form_token()), "text/html");
    };
    EXPECT_EQ(replace(plain(50, 40)).status, 409) << "that one has a name";
    EXPECT_EQ(location(replace(plain(320, 200))), "/newsroom/pictures/lake.jpg?added=1");
    EXPECT_EQ(kept("lake.jpg").use.width, 320);
    EXPECT_EQ(replace("<svg/>").status, 400);
    EXPECT_EQ(count(), 2U);
}

TEST_P(PicturePages, ListPicturesForTheEditorByWords) {
    const auto token = reporter();
    upload(token, plain(), "lake.jpg");
    upload(token, plain(50, 40), "sea.jpg");
    const auto list = [&](const std::string& query) {
        http::Request request;
        request.target = "/newsroom/pictures" + query;
        request.fields = {{"Host", "localhost:8081"},
                          {"Cookie", "newsroom=" + token},
                          {"Accept", "application/json"}};
        const auto answer = router_.find(http::Method::get, request.path())->handler(request);
        std::vector<std::string> names;
        const auto found = nlohmann::json::parse(answer.body);
        for (const auto& each : found["pictures"])
            names.push_back(each["name"]);
        return names;
    };
    EXPECT_THAT(list("?q=lake"), ElementsAre("lake.jpg"));
    EXPECT_THAT(list("?wanting=1").size(), 2U);
    EXPECT_THAT(list("?q=%FF"), IsEmpty());
    EXPECT_THAT(list("?before=" + kept("lake.jpg").id.text() + "'--").size(), 2U);
}

TEST_P(PicturePages, RefuseAFileBeforeItsBodyIsReadWhereNobodyMaySendIt) {
    const auto treasurer = come_in(hire("Curlew", {staff::Role::treasurer}));
    const auto heron = reporter();
    const auto server = http::Server::start({}, router_).value();
    const auto begin = [&](const std::string& token, const std::string& more, std::size_t length) {
        pictures::Wire wire(server->port());
        return wire
            .ask(fmt::format("POST /newsroom/pictures HTTP/1.1\r\nHost: localhost:{}\r\nCookie: "
                             "newsroom={}\r\n{}Expect: 100-continue\r\nContent-Length: {}\r\n\r\n",
                             server->port(), token, more, length))
            .status;
    };
    EXPECT_EQ(begin("", "", 1000), 303);
    EXPECT_EQ(begin(treasurer, "", 1000), 403);
    EXPECT_EQ(begin(heron, "Origin: https://elsewhere.example\r\n", 1000), 403);
    EXPECT_EQ(begin(heron, "", (64U << 20U) + 1), 413);
    EXPECT_EQ(begin(heron, "", 64U << 20U), 100);
}

}  // namespace
}  // namespace kolokol::newsroom
