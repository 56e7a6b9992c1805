#include "stored_pages.hpp"

#include <gtest/gtest.h>

#include "support/databases.hpp"

namespace kolokol::press::proof {
namespace {

class StoredPages : public testing::Test {
protected:
    support::FreshDatabase database_{"sqlite"};
    Gazette gazette_{*database_};
};

TEST_F(StoredPages, ArePrintedAsSomebodyLastLookedAtThem) {
    for (const auto& stored : stored_pages(gazette_)) {
        const auto looked_at = read_file(stored_folder() / stored.file).value_or("");
        EXPECT_EQ(numbered(gazette_.text(stored.key)), looked_at)
            << stored.file << " is not what it was; if that was meant, run tools/pages";
    }
}

}  // namespace
}  // namespace kolokol::press::proof
