#pragma once
// What feed readers read: RSS 2.0 (with content:encoded, dc:creator, media:content, atom:self) and
// JSON Feed 1.1. Every address is absolute, every article is whole. No time of the press stands in
// them: the newest change of an item is the feed's.

#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace kolokol::press {

struct FeedPicture {
    std::string href;
    std::string media_type;
    int width = 0;
    int height = 0;
    std::string alt;
    std::string credit;
};

struct FeedItem {
    /// Never changes, also when the address does.
    std::string id;
    std::string href;
    std::string headline;
    std::string standfirst;
    /// Safe HTML with absolute addresses.
    std::string html;
    std::vector<std::string> bylines;
    /// Section first, then topics.
    std::vector<std::string> categories;
    Instant published;
    std::optional<Instant> updated;
    std::optional<FeedPicture> picture;
};

struct Feed {
    std::string title;
    std::string description;
    std::string language;
    std::string home;
    std::string rss;
    std::string json;
    std::string icon;
    std::vector<FeedItem> items;
};

std::string rss(const Feed& feed);
std::string json_feed(const Feed& feed);

}  // namespace kolokol::press
