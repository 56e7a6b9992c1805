#pragma once
// What goes wrong between us and the database. Nobody nearby can mend these, so they are
// exceptions; they are caught at the three doors (a request, a job run, a command). After any of
// them the transaction is spoilt on both engines: every further call throws, and it rolls back.

#include <stdexcept>
#include <string>

namespace kolokol::store {

/// The text names the query, never a bound value.
class Failure : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A UNIQUE, PRIMARY KEY, FOREIGN KEY, NOT NULL or CHECK rule said no. Where this is to be
/// expected, ask before or write ON CONFLICT.
class Conflict : public Failure {
public:
    using Failure::Failure;
};

/// Another writer held the database for longer than five seconds.
class Busy : public Failure {
public:
    using Failure::Failure;
};

/// The disk that holds the database has no room left.
class DiskFull : public Failure {
public:
    using Failure::Failure;
};

}  // namespace kolokol::store
