#include "newsroom/sentences.hpp"

namespace kolokol::newsroom {
namespace {

constexpr Sentence table[] = {
    {"http.form_broken", "The form arrived in pieces that do not fit together. Send it again."},
    {"http.not_multipart", "The form was sent without its file. Send it again."},
    {"library.in_use",
     "This picture is shown by an article, or is somebody's portrait. Take it out there first."},
    {"library.known", "That picture is in the library already, under another name."},
    {"library.no_alt", "Say first what somebody who does not see the picture should know."},
    {"library.no_credit", "Say first who took the picture, or which agency sent it."},
    {"library.no_licence", "Say first on whose terms the picture is printed."},
    {"library.not_text", "That text holds something that is no text. Type it in anew."},
    {"library.text_too_long",
     "That is too long: 1000 characters for caption and description, 200 for a name, twelve "
     "agencies."},
    {"library.unknown", "There is no such picture in the library."},
    {"library.wrong_focus", "A focal point is two numbers between 0 and 100."},
    {"media.animated", "That picture moves. Choose one of its frames."},
    {"media.damaged", "That picture is damaged or cut off. Export it again from its source."},
    {"media.no_such_picture", "The file of this picture is not there any more. Send it again."},
    {"media.too_large", "That file has more than 40 MiB. Export it smaller."},
    {"media.too_many_pixels",
     "That picture has more than 100 million pixels, or a side longer than 20,000. Make it "
     "smaller."},
    {"media.unknown_type",
     "That is no photograph: JPEG, PNG, WebP, TIFF and still GIF are taken. Drawings (SVG), PDF "
     "and "
     "HEIC are not; export it as JPEG."},
    {"manuscripts.base_unknown",
     "The page was written on a version that is not here. Copy your text, and load the page "
     "again."},
    {"manuscripts.changed_meanwhile",
     "Somebody has changed the text since you looked at it. Look at it again, then publish."},
    {"manuscripts.conflict_open",
     "Two people wrote different words in one place. Decide which of them stand first."},
    {"manuscripts.conflict_over", "That has been decided already."},
    {"manuscripts.held",
     "Somebody else is writing in it. Ask for it, or wait until they are silent."},
    {"manuscripts.in_edit", "An editor is working on it. Leave a remark beside the text instead."},
    {"manuscripts.no_such_step",
     "That step is not open from here: somebody has moved it meanwhile."},
    {"manuscripts.no_such_version", "There is no such version."},
    {"manuscripts.nobody_asked", "Nobody is asking for it any more."},
    {"manuscripts.no_such_remark", "There is no such remark, or it has been resolved."},
    {"manuscripts.no_time", "Choose a day and a time."},
    {"manuscripts.not_published", "Readers do not have this article."},
    {"manuscripts.nothing_written", "Nobody has written in this article here yet. Save it first."},
    {"manuscripts.preview_over", "This link has run out, or was made void. Ask for a new one."},
    {"manuscripts.remark_empty", "The remark is empty."},
    {"manuscripts.remark_too_long", "The remark is too long. Split it."},
    {"manuscripts.seen", "Readers have seen this article: it cannot be scheduled any more."},
    {"manuscripts.sentence_missing", "Write the sentence that readers will see."},
    {"manuscripts.time_past", "That time has passed. Choose a later one."},
    {"manuscripts.not_found_any_more",
     "The words that stood there have been changed since. Put the other ones in by hand."},
    {"manuscripts.not_held", "You are not writing in it any more: somebody else has taken it."},
    {"manuscripts.not_text",
     "The text holds something that is no text. Paste it without formatting."},
    {"manuscripts.not_yours", "Your role does not allow that step."},
    {"manuscripts.too_long", "The text is longer than an article can be. Split it."},
    {"manuscripts.unknown", "There is no such article, or it is not yours to see."},
    {"manuscripts.withdrawn", "This article was withdrawn. It is not printed again."},
    {"newsroom.form_old",
     "This form was loaded before you came in, or by another page. Load the page again and repeat "
     "what you did."},
    {"newsroom.no_file", "Choose a file first."},
    {"newsroom.not_here", "There is no such page in the newsroom."},
    {"newsroom.no_script",
     "The browser sent no answer of a passkey. Passkeys need scripts on this page; without them "
     "use "
     "a key file."},
    {"press.failed", "The press broke off. The operator finds why in the log."},
    {"press.gate", "The press stopped before signing, because something may not leave the house."},
    {"staff.account_unknown", "That person does not work here any more."},
    {"staff.act_ended", "That has been carried out or taken back in the meantime."},
    {"staff.act_own", "It was you who asked for it: another person confirms it."},
    {"staff.act_unknown", "There is no such act."},
    {"staff.challenge_over", "The page was open for too long. Load it again."},
    {"staff.challenge_spent", "This answer has been given before. Load the page again."},
    {"staff.challenge_unknown", "The answer belongs to another page. Load this one again."},
    {"staff.invitation_over", "That invitation is over. Ask for a new one."},
    {"staff.invitation_unknown",
     "That invitation has been used or taken back, or its link is cut off. Ask for a new one."},
    {"staff.key_file_answer",
     "That is no answer of a key file. Copy the whole link that the program prints."},
    {"staff.key_file_forged", "That key file is not known here, or it signed something else."},
    {"staff.key_file_known", "That key file is known here already."},
    {"staff.key_file_wrong",
     "That is not the public half of a key file: it has 43 letters, digits and signs."},
    {"staff.key_unknown", "That key is not there any more."},
    {"staff.last_key", "It is the only key of your account. Add another one first."},
    {"staff.last_publisher",
     "Nobody would be left who can invite. Make somebody else publisher first."},
    {"staff.no_role", "Choose at least one role."},
    {"staff.not_allowed", "Your role does not allow that."},
    {"staff.not_yours", "That key belongs to another account than the one you are in."},
    {"staff.passkey_algorithm", "This kind of passkey signs in a way that is not known here."},
    {"staff.passkey_copied",
     "This passkey may have been copied: its count did not rise. Come in with another key, and "
     "remove it."},
    {"staff.passkey_damaged", "The browser sent an answer that cannot be read."},
    {"staff.passkey_forged", "That passkey did not sign what it was asked."},
    {"staff.passkey_known", "That passkey is known here already."},
    {"staff.passkey_not_verified",
     "The passkey did not ask who holds it. Set a PIN, a finger or a face on it, and try again."},
    {"staff.passkey_unknown", "That passkey is not known here."},
    {"staff.passkey_wrong_challenge", "The answer belongs to another page. Load this one again."},
    {"staff.passkey_wrong_host", "That passkey belongs to another host."},
    {"staff.passkey_wrong_kind", "The answer belongs to another page. Load this one again."},
    {"staff.passkey_wrong_origin", "The answer was given to a page of another host."},
    {"staff.pseudonym_taken", "Somebody here has that pseudonym already. Choose another."},
    {"staff.pseudonym_wrong", "A pseudonym has 1 to 60 letters on one line."},
    {"staff.recovery_code_unknown", "That recovery code is not known, or has been used."},
    {"", "Something did not work that should have. The operator finds more in the log."},
};

}  // namespace

std::span<const Sentence> sentences() {
    return table;
}

std::string_view sentence_of(const Problem& problem) {
    for (const Sentence& each : sentences())
        if (each.code == problem.code) return each.english;
    return sentences().back().english;
}

std::string_view title_of(staff::Role role) {
    switch (role) {
        case staff::Role::reporter:
            return "Reporter";
        case staff::Role::editor:
            return "Editor";
        case staff::Role::publisher:
            return "Publisher";
        case staff::Role::treasurer:
            return "Treasurer";
        case staff::Role::technical:
            return "Operator";
    }
    return {};
}

int status_of(Kind kind) {
    switch (kind) {
        case Kind::invalid:
            return 400;
        case Kind::not_found:
            return 404;
        case Kind::conflict:
            return 409;
        case Kind::forbidden:
            return 403;
        case Kind::unavailable:
            return 503;
    }
    return 500;
}

}  // namespace kolokol::newsroom
