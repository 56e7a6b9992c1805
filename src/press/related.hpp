#pragma once
// Which older articles a new one names, and which of them name it. Chosen once, when the article is
// published, and recorded with the articles: what is published later changes at most six old pages.

#include <functional>
#include <string>
#include <vector>

#include "content/article_rows.hpp"
#include "store/transaction.hpp"

namespace kolokol::press {

/// An article that has just been published for the first time.
struct NewArticle {
    content::ArticleId id;
    std::string language;
    Instant published{};
};

/// Takes one choice after the other; may write into the transaction.
using TakeChoice = std::function<void(content::RelatedChoice)>;

/// For each article older ones in its language, so that with those picked by hand there are at most
/// six: the newest of its rarest topic, then those of the next. Those that tell of it are the older
/// ones of both kinds, at most six.
/// `articles` are in the order of their time and id, and published already.
void choose_related(store::Transaction& tx, const std::vector<NewArticle>& articles,
                    const TakeChoice& take);

/// The two ways of choosing, which choose the same: with questions for each article, and in one
/// walk through all articles, which pays from some dozens on.
void choose_by_questions(store::Transaction& tx, const std::vector<NewArticle>& articles,
                         const TakeChoice& take);
void choose_in_one_walk(store::Transaction& tx, const std::vector<NewArticle>& articles,
                        const TakeChoice& take);

}  // namespace kolokol::press
