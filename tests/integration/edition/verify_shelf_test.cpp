// What somebody may do to the files of a shelf, and how it is named.

#include <map>
#include <random>

#include <gmock/gmock.h>

#include "spoiling.hpp"

namespace kolokol::edition {
namespace {

using namespace testing;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::Not;

using VerifyShelf = Verify;

TEST_F(VerifyShelf, NamesAChangedByteInAPack) {
    const auto edition = workshop.shelf().current();
    const auto entry = *edition->find(article_path(7));
    const auto pack = workshop.shelf_folder() / "packs/00000001.pack";
    const Bytes bytes = *read_file(pack);
    const std::size_t record = bytes.find(entry.digest.bytes());
    change_byte(pack, record + 32 + 10);  // behind the digest: the page itself
    const Verdict verdict = look(workshop.shelf_folder());
    EXPECT_EQ(verdict.code, Verified::damaged);
    EXPECT_THAT(verdict.findings, Contains(found("edition.page_changed", article_path(7))));
}

TEST_F(VerifyShelf, NamesAChangedByteInACompressedForm) {
    const auto edition = workshop.shelf().current();
    const auto entry = *edition->find(article_path(7));
    const auto pack = workshop.shelf_folder() / "packs/00000001.pack";
    const std::size_t record = read_file(pack)->find(entry.digest.bytes());
    change_byte(pack, record + 32 + entry.size + 40);
    EXPECT_THAT(look(workshop.shelf_folder()).findings,
                ElementsAre(found("edition.page_changed", article_path(7))));
}

/// Whatever a check may have touched.
std::map<std::filesystem::path, Bytes> all_files(const std::filesystem::path& folder) {
    std::map<std::filesystem::path, Bytes> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) files[entry.path()] = *read_file(entry.path());
    return files;
}

/// Pages that no compression makes smaller: the first pack closes, the index lies in the second.
class VerifyPacks : public Verify {
protected:
    VerifyPacks() {
        workshop.press([](Builder& builder) {
            for (int number = 0; number < pages; ++number)
                EXPECT_TRUE(builder.put(address(number), prepare(noise(number), "image/png")));
        });
    }
    static std::string address(int number) { return "/media/" + std::to_string(number) + ".png"; }
    static Bytes noise(int number) {
        std::mt19937 random(static_cast<unsigned>(number));
        Bytes bytes(200'000, '\0');
        for (char& byte : bytes)
            byte = static_cast<char>(random());
        return bytes;
    }
    std::filesystem::path pack(const char* name) const {
        return workshop.shelf_folder() / "packs" / name;
    }
    static constexpr int pages = 90;
};

TEST_F(VerifyPacks, NamesAMissingPackAndThePagesThatLayInIt) {
    std::filesystem::remove(pack("00000001.pack"));
    const Verdict verdict = look(workshop.shelf_folder());
    EXPECT_EQ(verdict.code, Verified::damaged);
    EXPECT_THAT(verdict.findings, Contains(found("edition.pack_missing", "packs/00000001.pack")));
    EXPECT_THAT(verdict.findings, Contains(found("edition.page_missing", address(0))));
    EXPECT_THAT(verdict.findings, Not(Contains(found("edition.page_missing", address(pages - 1)))));
}

TEST_F(VerifyPacks, NamesAPackThatWasCutAndThePagesThatLayInItsEnd) {
    std::filesystem::resize_file(pack("00000001.pack"), 8U << 20U);
    const Verdict verdict = look(workshop.shelf_folder());
    EXPECT_EQ(verdict.code, Verified::damaged);
    EXPECT_THAT(verdict.findings, Contains(found("edition.pack_damaged", "packs/00000001.pack")));
    EXPECT_THAT(verdict.findings, Contains(found("edition.page_missing", address(70))));
    EXPECT_THAT(verdict.findings, Not(Contains(found("edition.page_missing", address(0)))));
}

TEST_F(VerifyPacks, WritesNothingIntoAShelfWhoseLocatorIsGone) {
    ASSERT_FALSE(std::filesystem::is_empty(workshop.shelf_folder() / "segments"));
    for (const auto& file :
         std::filesystem::directory_iterator(workshop.shelf_folder() / "segments"))
        std::filesystem::remove(file.path());
    const auto before = all_files(workshop.shelf_folder());
    ::testing::internal::CaptureStderr();
    EXPECT_EQ(look(workshop.shelf_folder()).code, Verified::fresh);
    EXPECT_EQ(::testing::internal::GetCapturedStderr(), "") << "nothing was remade";
    EXPECT_EQ(all_files(workshop.shelf_folder()), before);
}

TEST_F(VerifyShelf, NamesThePackWhereTheNewestOneIsMissingOrCut) {
    const auto pack = workshop.shelf_folder() / "packs/00000001.pack";
    std::filesystem::resize_file(pack, std::filesystem::file_size(pack) / 2);
    EXPECT_THAT(look(workshop.shelf_folder()).findings,
                Contains(found("edition.pack_damaged", "packs/00000001.pack")));
    std::filesystem::remove(pack);
    const Verdict verdict = look(workshop.shelf_folder());
    EXPECT_EQ(verdict.code, Verified::damaged);
    EXPECT_THAT(verdict.findings, Contains(found("edition.pack_missing", "packs/00000001.pack")));
}

TEST_F(VerifyShelf, NamesTheFirstRootWhereItIsMissingFromAShelf) {
    std::filesystem::remove(workshop.shelf_folder() / "metadata/1.root.json");
    auto source = open_source(workshop.shelf_folder());
    const Verdict verdict =
        verify(**source, *SiteId::parse(std::string(64, 'a')), nullptr, press_time);
    EXPECT_THAT(verdict.findings,
                ElementsAre(found("edition.metadata_missing", "metadata/1.root.json")));
}

}  // namespace
}  // namespace kolokol::edition
