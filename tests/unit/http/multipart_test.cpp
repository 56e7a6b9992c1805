#include "http/multipart.hpp"

#include <gmock/gmock.h>

namespace kolokol::http {
namespace {

using std::string_literals::operator""s;

const std::string type = "multipart/form-data; boundary=xyz";

/// One part with this head and content, between boundaries.
std::string part(const std::string& head, const std::string& content) {
    return "--xyz\r\n" + head + "\r\n\r\n" + content + "\r\n";
}
std::string field(const std::string& name, const std::string& content) {
    return part("Content-Disposition: form-data; name=\"" + name + "\"", content);
}
std::string refusal(const std::string& body, const std::string& content_type = type) {
    const auto form = MultipartForm::read(content_type, body);
    return form ? "nothing was refused" : form.error().code;
}
std::string file_name_of(const std::string& parameter) {
    const std::string body =
        part("Content-Disposition: form-data; name=\"file\"; " + parameter, "bytes") +
        "--xyz--\r\n";
    const auto form = MultipartForm::read(type, body);
    return form ? form->parts().at(0).file_name.value_or("none") : form.error().code;
}

TEST(Multipart, IsReadIntoFieldsAndFiles) {
    const std::string picture = "\xFF\xD8\r\n--xy\0\r\n\r\n"s;
    const std::string body =
        field("form", "token") +
        part(
            "content-disposition: form-data; name=\"file\"; filename=\"a b.jpg\"\r\n"
            "Content-Type: image/JPEG",
            picture) +
        field("empty", "") + "--xyz--\r\n";
    const auto form = MultipartForm::read(type, body);
    ASSERT_TRUE(form) << form.error().detail;
    ASSERT_EQ(form->parts().size(), 3U);
    EXPECT_EQ(form->find("form")->content, "token");
    EXPECT_FALSE(form->find("form")->file_name);
    EXPECT_EQ(form->find("file")->content, picture);
    EXPECT_EQ(form->find("file")->file_name, "a b.jpg");
    EXPECT_EQ(form->find("file")->media_type, "image/jpeg");
    EXPECT_EQ(form->find("empty")->content, "");
    EXPECT_EQ(form->find("absent"), nullptr);
}

TEST(Multipart, CopiesNoContent) {
    const std::string body = field("file", std::string(1000, 'a')) + "--xyz--";
    const auto form = MultipartForm::read(type, body);
    ASSERT_TRUE(form);
    const char* const content = form->find("file")->content.data();
    EXPECT_TRUE(content > body.data() && content < body.data() + body.size());
}

TEST(Multipart, TakesBoundariesAsBrowsersWriteThem) {
    for (const char* boundary : {"----WebKitFormBoundaryAbC123", "----geckoformboundary12ab",
                                 "\"with blank:in quotes\""}) {
        std::string bare(boundary);
        if (bare.front() == '"') bare = bare.substr(1, bare.size() - 2);
        const std::string body = "--" + bare +
                                 "\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--" +
                                 bare + "--\r\n";
        EXPECT_EQ(refusal(body, std::string("Multipart/Form-Data; boundary=") + boundary),
                  "nothing was refused");
    }
}

TEST(Multipart, RefusesOtherTypesAndBoundariesThatAreNone) {
    const std::string body = field("a", "1") + "--xyz--";
    for (const std::string& wrong :
         {""s, "text/plain"s, "multipart/mixed; boundary=xyz"s, "multipart/form-data"s,
          "multipart/form-data; boundary="s, "multipart/form-data; boundary=\"\""s,
          "multipart/form-data; boundary=xyz; boundary=abc"s,
          "multipart/form-data; boundary=" + std::string(71, 'a'),
          "multipart/form-data; boundary=\"a\r\nb\""s, "multipart/form-data; boundary=\"xyz "s,
          "multipart/form-data; boundary=\"xyz \""s})
        EXPECT_EQ(refusal(body, wrong), "http.not_multipart") << wrong;
}

TEST(Multipart, RefusesWhatIsCutOffOrStandsOutside) {
    const std::string good = field("a", "1");
    for (const std::string& wrong :
         {""s, "--xyz"s, "--xyz\r\n"s, good, good + "--xyz", good + "--xyz-",
          "preamble\r\n" + good + "--xyz--", "\r\n" + good + "--xyz--",
          good + "--xyz--\r\nepilogue", good + "--xyz-- ", good + "--xyz \r\n" + good + "--xyz--",
          "--xyz\n" + good, good + "--xyzz\r\n",
          "--xyz\r\nContent-Disposition: form-data; name=\"a\"\n\n1\r\n--xyz--"s})
        EXPECT_EQ(refusal(wrong), "http.form_broken") << wrong;
}

TEST(Multipart, RefusesHeadsThatCouldBeReadInTwoWays) {
    const std::string name = "Content-Disposition: form-data; name=\"a\"";
    for (const std::string& head :
         {"Content-Type: text/plain"s, "Content-Disposition: attachment; name=\"a\""s,
          "Content-Disposition: form-data"s, "Content-Disposition: form-data; name=\"\""s,
          "Content-Disposition: form-data; name=\"a\"; name=\"b\""s, name + "\r\n" + name,
          "Content-Disposition: form-data; name=\"a"s, "Content-Disposition: form-data; name=a b"s,
          name + "\r\n folded", name + "\r\nno field", name + "; filename*=UTF-8''x",
          name + "; filename=\"a\"; filename=\"b\"",
          name + "\r\nContent-Type: a\r\nContent-Type: b",
          name + "\r\nContent-Type: multipart/mixed; boundary=q",
          name + "\r\nContent-Transfer-Encoding: base64", name + "\r\nX: a\0b"s,
          name + "\r\nX: a\rb", name + "\r\nX: " + std::string(4096, 'a'),
          "Content-Disposition: form-data; name=\"" + std::string(101, 'a') + "\""})
        EXPECT_EQ(refusal(part(head, "1") + "--xyz--"), "http.form_broken") << head;
}

TEST(Multipart, RefusesMoreFieldsThanAFormHas) {
    std::string body;
    for (std::size_t i = 0; i < MultipartForm::most_parts; ++i)
        body += field("a", "1");
    EXPECT_EQ(refusal(body + "--xyz--"), "nothing was refused");
    EXPECT_EQ(refusal(body + field("a", "1") + "--xyz--"), "http.form_broken");
}

TEST(Multipart, GivesFileNamesAsTheyWereSent) {
    EXPECT_EQ(file_name_of("filename=\"lake.jpg\""), "lake.jpg");
    EXPECT_EQ(file_name_of("filename=lake.jpg"), "lake.jpg");
    EXPECT_EQ(file_name_of("filename=\"\""), "");
    EXPECT_EQ(file_name_of("filename=\"a;b.jpg\""), "a;b.jpg");
    EXPECT_EQ(file_name_of("filename=\"a%22b%0D%0A%41.jpg\""), "a\"b\r\n%41.jpg");
    EXPECT_EQ(file_name_of("filename=\"a\\\"b.jpg\""), "a\"b.jpg");
    EXPECT_EQ(file_name_of("filename=\"C:\\new\\lake.jpg\""), "C:\\new\\lake.jpg");
    EXPECT_EQ(file_name_of("filename=\"../../\xD0\xAF.jpg\""), "../../\xD0\xAF.jpg");
    EXPECT_EQ(file_name_of("filename=\"C:\\\""), "http.form_broken") << "no quote closes it";
}

}  // namespace
}  // namespace kolokol::http
