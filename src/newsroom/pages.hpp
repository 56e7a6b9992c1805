#pragma once
// The newsroom's pages, as newsroom/routes.cpp lists them. Each reads the form, calls one service
// and renders; what it wrote is kept where its answer is no refusal.

#include "newsroom/visit.hpp"

namespace kolokol::newsroom {

http::Response home(Visit& visit);
http::Response not_here(Visit& visit);

// entry_pages.cpp: coming in and going
http::Response show_entry(Visit& visit);
http::Response enter(Visit& visit);
http::Response show_key_file_entry(Visit& visit);
http::Response show_recovery(Visit& visit);
http::Response recover(Visit& visit);
http::Response enter_demo(Visit& visit);
http::Response leave(Visit& visit);

// join_pages.cpp: invitations, seen by whom they invite
http::Response show_invitation(Visit& visit);
http::Response join(Visit& visit);

// account_pages.cpp: one's own keys and sessions
http::Response show_account(Visit& visit);
http::Response add_key(Visit& visit);
http::Response remove_key(Visit& visit);
http::Response renew_codes(Visit& visit);
http::Response end_session(Visit& visit);
http::Response end_other_sessions(Visit& visit);
http::Response choose_language(Visit& visit);

// picture_pages.cpp: the library
http::Response show_pictures(Visit& visit);
http::Response show_picture(Visit& visit);
http::Response describe_picture(Visit& visit);
http::Response remove_picture(Visit& visit);
// picture_files.cpp: files that come in, and what browsers show of them
http::Response add_picture(Visit& visit);
http::Response replace_picture(Visit& visit);
http::Response show_small_picture(Visit& visit);
http::Response show_large_picture(Visit& visit);
// article_pages.cpp: what is written, and one of it
http::Response show_articles(Visit& visit);
http::Response begin_article(Visit& visit);
http::Response show_article(Visit& visit);
http::Response save_article(Visit& visit);
http::Response autosave_article(Visit& visit);

// article_versions.cpp: what it was before
http::Response show_versions(Visit& visit);
http::Response show_comparison(Visit& visit);
http::Response restore_version(Visit& visit);

// article_steps.cpp: from the writer to the desk and back
http::Response move_article(Visit& visit);

// article_publishing.cpp: the way to readers
http::Response show_publishing(Visit& visit);
http::Response publish_article(Visit& visit);
http::Response schedule_article(Visit& visit);
http::Response correct_article(Visit& visit);
http::Response withdraw_article(Visit& visit);

// article_preview.cpp: as readers would see it
http::Response show_preview(Visit& visit);
http::Response show_linked_preview(Visit& visit);
http::Response link_preview(Visit& visit);

// article_remarks.cpp: of one person to another
http::Response remark_on_article(Visit& visit);
http::Response lock_article(Visit& visit);
http::Response solve_conflict(Visit& visit);

// article_lists.cpp: among all articles
http::Response find_articles(Visit& visit);
http::Response show_calendar(Visit& visit);
http::Response translate_article(Visit& visit);

// people_pages.cpp: who works here
http::Response show_people(Visit& visit);
http::Response invite(Visit& visit);
http::Response take_back_invitation(Visit& visit);
http::Response ask_for_roles(Visit& visit);
http::Response ask_for_removal(Visit& visit);

// act_pages.cpp: what waits for a second person, and what was done
http::Response show_acts(Visit& visit);
http::Response show_act(Visit& visit);
http::Response confirm_act(Visit& visit);
http::Response take_back_act(Visit& visit);
http::Response show_audit(Visit& visit);

}  // namespace kolokol::newsroom
