#include "store/validator_file.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/temp_dir.h"

namespace gongwatch::store {
namespace {

std::string url_of(int n) { return "http://example.test/" + std::to_string(n); }

ValidatorFile open(const std::string& path) {
  auto file = ValidatorFile::open(path);
  EXPECT_TRUE(file) << (file ? "" : file.error().to_string());
  return std::move(*file);
}

void expect_etag(ValidatorFile& file, const std::string& url, const std::string& etag) {
  const auto found = file.find(url);
  ASSERT_TRUE(found) << found.error().to_string();
  EXPECT_EQ(found->validators.etag, etag) << url;
}

// Small files are read at once, larger ones asked row by row; nobody may see which.
TEST(ValidatorFile, TellsWhatWasPutWhateverItsSize) {
  for (const int rows : {3, 9000}) {
    const testing_support::TempDir dir;
    const std::string path = (dir.path() / "validators.db").string();
    {
      ValidatorFile file = open(path);
      for (int n = 0; n < rows; ++n)
        ASSERT_TRUE(file.put(url_of(n), {"\"" + std::to_string(n) + "\"", "Mon, 10 Nov 2025", ""}));
      expect_etag(file, url_of(rows - 1), "\"" + std::to_string(rows - 1) + "\"");
      ASSERT_TRUE(file.commit());
    }
    ValidatorFile file = open(path);
    for (const int n : {0, 1, rows - 1})
      expect_etag(file, url_of(n), "\"" + std::to_string(n) + "\"");
    expect_etag(file, url_of(rows), "");
    expect_etag(file, "http://example.test/", "");
    const auto whole = file.find(url_of(2));
    ASSERT_TRUE(whole);
    EXPECT_EQ(whole->validators.last_modified, "Mon, 10 Nov 2025");
    EXPECT_EQ(whole->validators.of_url, "");
    // What changes is told at once, and the others as before.
    ASSERT_TRUE(file.put(url_of(1), {"\"new\"", "", "http://example.test/moved"}));
    ASSERT_TRUE(file.put_gone(url_of(2)));
    expect_etag(file, url_of(1), "\"new\"");
    expect_etag(file, url_of(0), "\"0\"");
    EXPECT_TRUE(file.find(url_of(2))->gone);
    EXPECT_FALSE(file.find(url_of(0))->gone);
  }
}

TEST(ValidatorFile, AnotherDatabaseIsLeftAsItIs) {
  const testing_support::TempDir dir;
  const auto made = ValidatorFile::open((dir.path() / "no/such/folder/validators.db").string());
  EXPECT_FALSE(made);
}

}  // namespace
}  // namespace gongwatch::store
