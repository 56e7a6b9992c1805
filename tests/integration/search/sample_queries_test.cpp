// Forty questions that a reader of the sample newspaper may ask, each with the article that answers
// it (queries/sample_newspaper.tsv). The newspaper is pressed by the built program.

#include <gmock/gmock.h>

#include "base/file.hpp"
#include "base/text.hpp"
#include "edition/shelf.hpp"
#include "search/search_index.hpp"
#include "support/program.hpp"

namespace kolokol::search {
namespace {

struct Asked {
    Language language;
    std::string query;
    std::string answer;
};

std::vector<Asked> questions() {
    std::vector<Asked> all;
    const auto file = std::filesystem::path(KOLOKOL_TEST_SOURCE_DIR) /
                      "tests/integration/search/queries/sample_newspaper.tsv";
    const Bytes lines = *read_file(file);
    for (const std::string_view line : split(trim(lines), '\n')) {
        const auto fields = split(line, '\t');
        all.push_back(
            {*Language::parse(fields.at(0)), std::string(fields.at(1)), std::string(fields.at(2))});
    }
    return all;
}

class SampleQueries : public ::testing::Test {
protected:
    void SetUp() override {
        const auto paper = folder.path() / "paper";
        {
            kolokol::testing::Running demo(
                kolokol::testing::kolokol_program(),
                {"demo", "--folder", paper.string(), "--listen", "127.0.0.1:0", "--health",
                 "127.0.0.1:0", "--newsroom", "127.0.0.1:0"});
            demo.wait_for("The sample newspaper is on");
        }
        edition = edition::Shelf::open(paper / "editions")->current();
        ASSERT_NE(edition, nullptr);
        index = std::move(*SearchIndex::open(folder.path() / "search"));
        ASSERT_TRUE(index->follow(*edition));
    }

    TemporaryFolder folder;
    std::shared_ptr<const edition::Edition> edition;
    std::unique_ptr<SearchIndex> index;
};

TEST_F(SampleQueries, HaveTheRightArticleAmongTheFirstThreeInThirtySixOfForty) {
    const auto all = questions();
    ASSERT_EQ(all.size(), 40U);
    int right = 0;
    std::string missed;
    for (const Asked& asked : all) {
        EXPECT_TRUE(edition->find(asked.answer)) << asked.answer << " is not in the newspaper";
        std::vector<std::string> first_three;
        for (const Hit& hit : index->find(asked.language, asked.query, 0, 3).hits)
            first_three.push_back(hit.address);
        if (std::find(first_three.begin(), first_three.end(), asked.answer) != first_three.end())
            ++right;
        else
            missed += asked.query + " gave " + ::testing::PrintToString(first_three) + '\n';
    }
    EXPECT_GE(right, 36) << missed;
    if (!missed.empty()) std::cout << missed;
}

}  // namespace
}  // namespace kolokol::search
