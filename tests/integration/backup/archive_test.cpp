// What is not a backup, or was one, is refused and leaves nothing behind.

#include "backup/archive.hpp"

#include <gmock/gmock.h>

#include "backup/layout.hpp"
#include "paper.hpp"

namespace kolokol::backup {
namespace {

using papers::now;
using ::testing::IsEmpty;
using Kind = Head::Kind;

class Archive : public ::testing::Test {
protected:
    /// One with these files beside what every backup has.
    void write(const std::vector<std::string>& names) {
        auto writer = std::move(*ArchiveWriter::create(file, recovery.public_key));
        const auto add = [&](Kind kind, const std::string& name, BytesView bytes) {
            writer.begin({kind, Access::everyone_reads, name});
            writer.write(bytes);
            writer.end();
        };
        for (const std::string& name : names)
            add(Kind::file, name, "content");
        writer.finish();
    }
    Result<BackupReport> restore(const crypto::BoxKeyPair& key) {
        const OpenDatabase none = [](const auto&) -> Result<std::unique_ptr<store::Database>> {
            ADD_FAILURE() << "the database was opened";
            return refuse(Kind_::unavailable, "test.no_database");
        };
        return backup::restore(file, home.path() / "inner/place", key, none,
                               support::FreshDatabase::migrations(), now);
    }
    std::string refusal() {
        const auto back = restore(recovery);
        EXPECT_FALSE(back);
        EXPECT_FALSE(std::filesystem::exists(home.path() / "inner/place"));
        std::vector<std::filesystem::path> left;
        for (const auto& item : std::filesystem::recursive_directory_iterator(home.path()))
            if (item.is_regular_file() && item.path() != file) left.push_back(item.path());
        EXPECT_THAT(left, IsEmpty());
        return back ? "" : back.error().code;
    }
    using Kind_ = kolokol::Kind;

    TemporaryFolder home;
    std::filesystem::path file = home.path() / "file.kolokol";
    crypto::BoxKeyPair recovery = crypto::BoxKeyPair::generate();
};

TEST_F(Archive, ReadsBackWhatWasWritten) {
    const Bytes large(2'500'000, 'x');
    {
        auto writer = std::move(*ArchiveWriter::create(file, recovery.public_key));
        writer.begin({Kind::file, Access::owner_only, "keys/a.json"});
        writer.write("one");
        writer.write("two");
        writer.end();
        writer.begin({Kind::file, Access::everyone_reads, "media/large"});
        writer.write(large);
        writer.end();
        writer.begin({Kind::file, Access::everyone_reads, "media/empty"});
        writer.end();
        const std::uint64_t bytes = writer.finish();
        EXPECT_EQ(bytes, std::filesystem::file_size(file));
    }
    auto reader = std::move(*ArchiveReader::open(file, recovery));
    EXPECT_EQ(*reader.next(), (Head{Kind::file, Access::owner_only, "keys/a.json"}));
    EXPECT_EQ(*reader.read(100), "one");
    EXPECT_EQ(*reader.read(2), "tw");
    EXPECT_EQ(*reader.read(100), "o");
    EXPECT_EQ(*reader.read(100), "");
    EXPECT_EQ(reader.next()->name, "media/large");
    EXPECT_EQ(*reader.read(10), Bytes(10, 'x'));  // the rest is passed over
    EXPECT_EQ(reader.next()->name, "media/empty");
    EXPECT_EQ(reader.next()->kind, Kind::end);
    EXPECT_EQ(reader.done(), reader.size());
}

TEST_F(Archive, ShowsNothingOfWhatIsInIt) {
    write({"media/" + std::string(500, 'n')});
    EXPECT_EQ(read_file(file)->find("nnnn"), Bytes::npos);
    EXPECT_EQ(read_file(file)->find("content"), Bytes::npos);
}

TEST_F(Archive, IsRefusedWhereThereIsNone) {
    EXPECT_EQ(refusal(), "backup.not_found");
}

TEST_F(Archive, IsRefusedWhenItIsSomethingElse) {
    write_file(file, "PK\x03\x04 something else that is long enough to be read as a backup");
    EXPECT_EQ(refusal(), "backup.not_ours");
    write_file(file, "");
    EXPECT_EQ(refusal(), "backup.not_ours");
}

TEST_F(Archive, IsRefusedWhenALaterProgramWroteIt) {
    write({"kolokol.toml"});
    Bytes bytes = *read_file(file);
    bytes.replace(0, first_line.size(), "kolokol-backup 2\n");
    write_file(file, bytes);
    EXPECT_EQ(refusal(), "backup.newer");
}

TEST_F(Archive, IsRefusedUnderAnotherKey) {
    write({"kolokol.toml"});
    const auto back = restore(crypto::BoxKeyPair::generate());
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().code, "backup.wrong_key");
}

TEST_F(Archive, IsRefusedWhereverItWasCut) {
    write({"kolokol.toml", "media/picture"});
    const Bytes whole = *read_file(file);
    for (std::size_t length = 1; length < whole.size(); ++length) {
        write_file(file, BytesView(whole).substr(0, length));
        const std::string code = refusal();
        EXPECT_EQ(code, "backup.damaged") << length;
    }
}

TEST_F(Archive, IsRefusedWhicheverByteWasChanged) {
    write({"kolokol.toml", "media/picture"});
    const Bytes whole = *read_file(file);
    for (std::size_t at = first_line.size(); at < whole.size(); ++at) {
        Bytes changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ 0x20);
        write_file(file, changed);
        const bool in_key = at < first_line.size() + sealed_key_size;
        EXPECT_EQ(refusal(), in_key ? "backup.wrong_key" : "backup.damaged") << at;
    }
}

TEST_F(Archive, IsRefusedWhenSomethingFollows) {
    write({"kolokol.toml"});
    write_file(file, *read_file(file) + "x");
    EXPECT_EQ(refusal(), "backup.damaged");
}

TEST_F(Archive, IsRefusedWithAPartOfFourGigabytes) {
    write({"kolokol.toml"});
    Bytes bytes = *read_file(file);
    const std::size_t at = first_line.size() + sealed_key_size + crypto::OpeningStream::header_size;
    bytes.replace(at, 4, "\xff\xff\xff\xff");
    write_file(file, bytes);
    EXPECT_EQ(refusal(), "backup.damaged");
}

TEST_F(Archive, IsRefusedWithANameThatLeadsOut) {
    for (const char* name : {"../evil", "media/../../evil", "/etc/evil", "media//evil", "media/.",
                             "evil", "search/1/evil", "kolokol.toml/../../evil"}) {
        write({"kolokol.toml", name});
        EXPECT_EQ(refusal(), "backup.damaged") << name;
        std::filesystem::remove(file);
    }
}

TEST_F(Archive, IsRefusedWithAFileTwice) {
    write({"kolokol.toml", "media/a", "media/a"});
    EXPECT_EQ(refusal(), "backup.damaged");
}

TEST_F(Archive, IsRefusedWithoutADatabase) {
    write({"kolokol.toml"});
    EXPECT_EQ(refusal(), "backup.damaged");
}

TEST(GoodName, StaysInsideItsFolder) {
    EXPECT_TRUE(good_name("theme/templates/head.html"));
    EXPECT_TRUE(good_name("media/..hidden"));
    EXPECT_FALSE(good_name(""));
    EXPECT_FALSE(good_name("a/../b"));
    EXPECT_FALSE(good_name("a/"));
    EXPECT_FALSE(good_name(std::string("a\0b", 3)));
    EXPECT_FALSE(good_name(std::string(5000, 'a')));
}

}  // namespace
}  // namespace kolokol::backup
