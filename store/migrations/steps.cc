#include "store/migrations/steps.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/core.h>

#include <array>
#include <cstdint>

#include "store/migrations.h"
#include "store/store.h"

namespace gongwatch::store {
namespace {

constexpr std::array kMigrations{
    Migration{"captures", kStep1Captures},    Migration{"facts", kStep2Facts},
    Migration{"views", kStep3Views},          Migration{"official", kStep4Official},
    Migration{"records", kStep5Views},        Migration{"changes", kStep6Changes},
    Migration{"witnesses", kStep7Witnesses},  Migration{"fetching", kStep8Fetching},
    Migration{"health", kStep9Health},        Migration{"search", kStep10Search},
    Migration{"notify", kStep11Notify},       Migration{"backfill", kStep12Backfill},
    Migration{"addresses", kStep13Addresses}, Migration{"sponsors", kStep14Sponsors},
};

}  // namespace

std::span<const Migration> migrations() { return kMigrations; }

int schema_version() { return static_cast<int>(kMigrations.size()); }

void run_migration(SQLite::Database& database, std::size_t step) {
  database.exec(kMigrations[step].sql);
  database.exec(fmt::format("PRAGMA application_id = {}", kApplicationId));
  database.exec(fmt::format("PRAGMA user_version = {}", step + 1));
}

}  // namespace gongwatch::store
