#include "edition/tuf.hpp"

#include <cctype>

#include <gtest/gtest.h>

namespace kolokol::edition::tuf {
namespace {

TEST(TufSigners, CountOneKeyUnderTwoIdsOnce) {
    const auto key = crypto::SigningKey::generate();
    Envelope envelope;
    envelope.signed_bytes = "what is signed";
    const Bytes signature = key.sign(envelope.signed_bytes);
    envelope.signatures = {{"one", signature}, {"other", signature}};
    Root root;
    root.keys["one"] = ed25519(key.public_key());
    root.keys["other"] = root.keys["one"];
    for (char& digit : root.keys["other"].value)
        digit = static_cast<char>(std::toupper(digit));
    root.roles["root"] = {{"one", "other"}, 2};
    EXPECT_EQ(signers(envelope, root, "root").size(), 1U);
    EXPECT_FALSE(enough(envelope, root, "root"));
}

}  // namespace
}  // namespace kolokol::edition::tuf
