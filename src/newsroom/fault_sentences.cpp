// What is wrong with a manuscript, said for those who fill in a form. The import says the same with
// file and line: docs/formats/manuscript.md.
#include "newsroom/sentences.hpp"

namespace kolokol::newsroom {
namespace {

constexpr Sentence table[] = {
    {"manuscript.already_published",
     "Readers have seen this article: its time of publication stays in the past."},
    {"manuscript.ambiguous_byline",
     "Several bylines have this name. Write the one from its address."},
    {"manuscript.bad_address", "That is no address that can stand here."},
    {"manuscript.bad_slug",
     "That cannot stand in an address: small letters, digits and hyphens can."},
    {"manuscript.broken_link",
     "The text leads to an article, a topic or a byline of ours that is not there."},
    {"manuscript.duplicate_address",
     "Another article has this address. Change the last part of the address."},
    {"manuscript.former_taken", "This former address belongs to another page."},
    {"manuscript.link_before_page",
     "The text leads to an article that comes out later than this one."},
    {"manuscript.missing_key", "This is needed before it can be published."},
    {"manuscript.missing_picture", "There is no picture of this name in the library."},
    {"manuscript.names_itself", "The article names itself."},
    {"manuscript.no_alt", "The picture needs words for those who do not see it."},
    {"manuscript.no_credit", "The picture needs a photographer or an agency."},
    {"manuscript.no_licence", "The picture needs a licence: on whose terms it is printed."},
    {"manuscript.no_slug",
     "No address can be made from this headline. Write the last part of the address."},
    {"manuscript.not_a_time", "That is no time."},
    {"manuscript.private_address",
     "An address of a private network stands in the text. No page may name one."},
    {"manuscript.second_translation", "There is a translation into this language already."},
    {"manuscript.time_without_zone", "The time lacks its zone."},
    {"manuscript.too_long", "This is longer than it may be."},
    {"manuscript.translation_same_language", "A translation is in another language."},
    {"manuscript.unknown_byline", "There is no byline of this name."},
    {"manuscript.unknown_kind", "There is no such kind of article."},
    {"manuscript.unknown_language", "The paper is not printed in this language."},
    {"manuscript.unknown_related", "There is no such article to read next."},
    {"manuscript.unknown_section", "There is no such section."},
    {"manuscript.unknown_topic", "There is no such topic."},
    {"manuscript.unknown_translation", "There is no such article to be a translation of."},
    {"manuscript.updated_before_published", "The last change lies before the publication."},
    {"manuscript.withdrawn_byline", "This byline was withdrawn. Take the name out."},
    {"manuscript.wrong_value", "That cannot stand here."},
    {"", "Something here cannot be printed."},
};

}  // namespace

std::span<const Sentence> fault_sentences() {
    return table;
}

std::string_view sentence_of_fault(std::string_view code) {
    for (const Sentence& each : fault_sentences())
        if (each.code == code) return each.english;
    return fault_sentences().back().english;
}

}  // namespace kolokol::newsroom
