#include <cstdlib>
#include <new>

#include <gtest/gtest.h>

#include "integration/serve/newsstand.hpp"
#include "serve/edition_pages.hpp"

// A program of its own, because it counts what the whole program allocates.

namespace {

thread_local std::size_t allocations = 0;

void* allocate(std::size_t size) {
    ++allocations;
    if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t size) {
    return allocate(size);
}
void* operator new[](std::size_t size) {
    return allocate(size);
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete[](void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
    std::free(memory);
}

namespace {

using kolokol::edition::Builder;
using kolokol::http::Answer;
using kolokol::http::GetRequest;
using kolokol::serve::EditionPages;
using kolokol::serve::EditionWatcher;
using kolokol::serve::testing::html;
using kolokol::serve::testing::page_saying;
using kolokol::serve::testing::put;
using kolokol::serve::testing::Workshop;

class CachedPages : public ::testing::Test {
protected:
    CachedPages() {
        workshop.press([](Builder& builder) {
            put(builder, "/2026/01/28/a-long-enough-slug/", page_saying("front"));
            put(builder, "/404.html", page_saying("nothing"), html, 404);
        });
        shelf.emplace(workshop.shelf());
        watcher.emplace(*shelf);
        pages.emplace(*watcher, kolokol::serve::EditionPagesSettings{});
    }

    /// What the same request allocates once its page is there.
    std::size_t allocated_by(const GetRequest& request, int expected_status) {
        for (int warm = 0; warm < 2; ++warm) {
            Answer answer;
            if (!pages->find(request, answer)) pages->not_found(request, answer);
            EXPECT_EQ(answer.status, expected_status);
        }
        const std::size_t before = allocations;
        Answer answer;
        pages->find(request, answer);
        return allocations - before;
    }

    GetRequest request() const {
        GetRequest made;
        made.path = "/2026/01/28/a-long-enough-slug/";
        made.host = "paper.example";
        made.accept_encoding = "gzip, deflate, br";
        return made;
    }

    Workshop workshop;
    std::optional<kolokol::edition::Shelf> shelf;
    std::optional<EditionWatcher> watcher;
    std::optional<EditionPages> pages;
};

TEST_F(CachedPages, AreAnsweredWithoutAllocating) {
    EXPECT_EQ(allocated_by(request(), 200), 0U);
}

TEST_F(CachedPages, AreAnsweredToHeadWithoutAllocating) {
    GetRequest head = request();
    head.head = true;
    EXPECT_EQ(allocated_by(head, 200), 0U);
}

TEST_F(CachedPages, AreAnsweredWithAQueryOrEscapesWithoutAllocating) {
    GetRequest escaped = request();
    escaped.path = "/2026/01/28/a-long%2denough-slug/";
    escaped.query = "utm_source=somewhere-with-a-long-name";
    EXPECT_EQ(allocated_by(escaped, 200), 0U);
}

TEST_F(CachedPages, ThatDidNotChangeAreAnsweredWithoutAllocating) {
    Answer first;
    ASSERT_TRUE(pages->find(request(), first));
    const std::string fields(first.fields);
    const std::size_t at = fields.find("ETag: ") + 6;
    const std::string etag = fields.substr(at, fields.find("\r\n", at) - at);
    GetRequest again = request();
    again.if_none_match = etag;
    EXPECT_EQ(allocated_by(again, 304), 0U);
}

TEST_F(CachedPages, AreAnsweredInPartWithoutAllocating) {
    GetRequest part = request();
    part.range = "bytes=100-199";
    EXPECT_EQ(allocated_by(part, 206), 0U);
}

}  // namespace
