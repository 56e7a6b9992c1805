#pragma once
// Fresh databases for tests that hold on either engine:
//
//     class Outbox : public support::EachEngine {};
//     KOLOKOL_ON_EACH_ENGINE(Outbox);
//     TEST_P(Outbox, KeepsALetterUntilItIsAccepted) { auto tx = database().begin(); … }
//
// A program whose sources include this header has ctest start PostgreSQL for it.

#include <atomic>
#include <memory>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/file.hpp"
#include "store/database.hpp"
#include "store/migrations.hpp"
#include "support/postgres_server.hpp"

namespace kolokol::support {

/// In SQLite a file in a temporary folder, in PostgreSQL a schema of its own; gone with it.
class FreshDatabase {
public:
    enum class Schema { migrated, none };
    static std::filesystem::path migrations() {
        return std::filesystem::path(KOLOKOL_TEST_SOURCE_DIR) / "db/migrations";
    }

    /// `engine` is "sqlite" or "postgresql". Throws where there is none; see EachEngine for skips.
    explicit FreshDatabase(const std::string& engine, Schema schema = Schema::migrated) {
        if (engine == "sqlite")
            address_ = "sqlite:" + (folder_.path() / "kolokol.db").string();
        else
            make_schema();
        database_ = store::open(address_).value();
        if (schema == Schema::migrated) store::migrate(*database_, migrations(), Instant{}).value();
    }
    FreshDatabase(const FreshDatabase&) = delete;
    FreshDatabase& operator=(const FreshDatabase&) = delete;
    ~FreshDatabase() {
        database_.reset();
        if (schema_.empty()) return;
        auto tx = server_->begin();
        tx.run_script(fmt::format("DROP SCHEMA {} CASCADE", schema_));
        tx.commit();
    }

    store::Database& operator*() { return *database_; }
    store::Database* operator->() { return database_.get(); }
    const std::string& address() const { return address_; }

private:
    void make_schema() {
        static std::atomic<int> count{0};
        const std::string server = postgres_address().value();
        schema_ = fmt::format("test_{}_{}", getpid(), ++count);
        server_ = store::open(server).value();
        auto tx = server_->begin();
        tx.run_script(fmt::format("CREATE SCHEMA {}", schema_));
        tx.commit();
        address_ = fmt::format("{}{}options=-csearch_path%3D{}", server,
                               server.find('?') == std::string::npos ? '?' : '&', schema_);
    }

    TemporaryFolder folder_;
    std::string address_;
    std::string schema_;
    std::unique_ptr<store::Database> server_;
    std::unique_ptr<store::Database> database_;
};

class EachEngine : public ::testing::TestWithParam<std::string> {
protected:
    void SetUp() override {
        if (GetParam() == "postgresql") {
            const auto address = postgres_address();
            if (!address) GTEST_SKIP() << address.error().detail;
        }
        fresh_ = std::make_unique<FreshDatabase>(GetParam());
    }
    store::Database& database() { return **fresh_; }
    const std::string& address() const { return fresh_->address(); }

private:
    std::unique_ptr<FreshDatabase> fresh_;
};

}  // namespace kolokol::support

#define KOLOKOL_ON_EACH_ENGINE(Suite)                                                   \
    INSTANTIATE_TEST_SUITE_P(Engines, Suite, ::testing::Values("sqlite", "postgresql"), \
                             [](const auto& about) { return about.param; })
