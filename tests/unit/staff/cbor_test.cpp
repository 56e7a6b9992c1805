#include "staff/cbor.hpp"

#include <gtest/gtest.h>

namespace kolokol::staff {
namespace {

Bytes hex(std::string_view digits) {
    return from_hex(digits).value();
}

TEST(Cbor, ReadsAMapOfNumbersTextsAndBytes) {
    EXPECT_FALSE(read_cbor(hex("a3010223616120430a0b"))) << "its last member is cut";
    const auto whole = read_cbor(hex("a3010223616120430a0b0c"));
    ASSERT_TRUE(whole);
    EXPECT_EQ(*whole->item.find(1)->integer(), 2);
    EXPECT_EQ(*whole->item.find(-4)->text(), "a");
    EXPECT_EQ(*whole->item.find(-1)->bytes(), hex("0a0b0c"));
    EXPECT_EQ(whole->item.find(7), nullptr);
    EXPECT_EQ(whole->item.find("a"), nullptr);
}

TEST(Cbor, LeavesWhatFollowsToItsCaller) {
    const auto read = read_cbor(hex("0102"));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->size, 1U);
}

TEST(Cbor, RefusesDeepNestingAndLengthsThatDoNotCome) {
    EXPECT_TRUE(read_cbor(Bytes(6, '\x81') + '\x01'));
    EXPECT_FALSE(read_cbor(Bytes(9, '\x81') + '\x01'));
    EXPECT_FALSE(read_cbor(Bytes(60'000, '\x81') + '\x01'));
    EXPECT_FALSE(read_cbor(hex("9bffffffffffffffff")));
    EXPECT_FALSE(read_cbor(hex("bbffffffffffffffff")));
    EXPECT_FALSE(read_cbor(hex("5bffffffffffffffff")));
    EXPECT_FALSE(read_cbor(hex("1bffffffffffffffff"))) << "beyond 63 bits";
    EXPECT_FALSE(read_cbor(""));
    EXPECT_FALSE(read_cbor(Bytes("\x5a\x00\x01\x00\x00", 5) + Bytes(65'536, 'a')));
}

TEST(Cbor, ReadsAnyBytesWithoutHarm) {
    std::uint32_t dice = 7;
    for (int round = 0; round < 20'000; ++round) {
        Bytes bytes;
        for (int i = 0; i < 24; ++i) {
            dice = dice * 1664525U + 1013904223U;
            bytes += static_cast<char>(dice >> 24U);
        }
        const auto read = read_cbor(bytes);
        if (!read) continue;
        EXPECT_LE(read->size, bytes.size());
    }
}

}  // namespace
}  // namespace kolokol::staff
