#include "text/url.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace gongwatch::text {
namespace {

using ::testing::HasSubstr;

std::string canonical(std::string_view url) {
  const auto result = canonical_url(url);
  return result ? *result : "error: " + result.error().message;
}

std::string resolved(std::string_view base, std::string_view reference) {
  const auto result = resolve_url(base, reference);
  return result ? *result : "error: " + result.error().message;
}

TEST(CanonicalUrl, LowersSchemeAndHostButNotThePath) {
  EXPECT_EQ(canonical("HTTPS://WWW.Example.COM/News/A"), "https://www.example.com/News/A");
}

TEST(CanonicalUrl, DropsTheDefaultPortOnly) {
  EXPECT_EQ(canonical("http://a.example:80/x"), "http://a.example/x");
  EXPECT_EQ(canonical("https://a.example:443/x"), "https://a.example/x");
  EXPECT_EQ(canonical("https://a.example:80/x"), "https://a.example:80/x");
  EXPECT_EQ(canonical("http://a.example:00080/x"), "http://a.example/x");
  EXPECT_EQ(canonical("http://a.example:/x"), "http://a.example/x");
}

TEST(CanonicalUrl, DropsTheFragmentAndGivesAnEmptyPathASlash) {
  EXPECT_EQ(canonical("https://a.example#top"), "https://a.example/");
  EXPECT_EQ(canonical("https://a.example/p?x=1#top"), "https://a.example/p?x=1");
  EXPECT_EQ(canonical("https://a.example?x=1"), "https://a.example/?x=1");
  EXPECT_EQ(canonical("https://a.example/p?"), "https://a.example/p");
}

TEST(CanonicalUrl, ResolvesDotSegmentsInEverySpelling) {
  EXPECT_EQ(canonical("http://a.example/a/./b/../c"), "http://a.example/a/c");
  EXPECT_EQ(canonical("http://a.example/a/%2e/b/%2E%2e/c"), "http://a.example/a/c");
  EXPECT_EQ(canonical("http://a.example/a/b/.%2e"), "http://a.example/a/");
  EXPECT_EQ(canonical("http://a.example/../../x"), "http://a.example/x");
  EXPECT_EQ(canonical("http://a.example/a//b"), "http://a.example/a//b");
}

TEST(CanonicalUrl, ReadsBackslashesAsSlashes) {
  EXPECT_EQ(canonical("http:\\\\a.example\\b\\c?d\\e"), "http://a.example/b/c?d\\e");
}

TEST(CanonicalUrl, StripsBlanksAroundAndLineBreaksInside) {
  EXPECT_EQ(canonical(" \t\n https://a.example/ne\nws/\t1 \r\n"), "https://a.example/news/1");
}

TEST(CanonicalUrl, WritesEveryEscapeInOneWay) {
  EXPECT_EQ(canonical("http://a.example/%7euser/%e4%b8%ad?q=%2f%41"),
            "http://a.example/~user/%E4%B8%AD?q=%2FA");
  EXPECT_EQ(canonical("http://a.example/中 文"), "http://a.example/%E4%B8%AD%20%E6%96%87");
  EXPECT_EQ(canonical("http://a.example/100%"), "http://a.example/100%25");
}

TEST(CanonicalUrl, IsItsOwnCanonicalForm) {
  for (const std::string url :
       {"http://a.example/%%34%31", "http://a.example/%2e%2E/?a=%zz&b", "http://0x7f.1/%25%32",
        "http://[0:0:0::1]:8080/a?&&x", "HTTP://中文.example/a b?utm_source=x&c='"}) {
    const std::string once = canonical(url);
    EXPECT_EQ(canonical(once), once) << url;
  }
}

TEST(CanonicalUrl, DropsTrackingParametersAndKeepsTheOthersInOrder) {
  EXPECT_EQ(canonical("https://a.example/n?id=7&utm_source=rss&UTM_Medium=x&b=2"),
            "https://a.example/n?id=7&b=2");
  EXPECT_EQ(canonical("https://a.example/n?fbclid=1&gclid=2&spm=a.b"), "https://a.example/n");
  EXPECT_EQ(canonical("https://a.example/n?utm%5Fsource=rss&x"), "https://a.example/n?x");
  EXPECT_EQ(canonical("https://a.example/n?z=1&a=2"), "https://a.example/n?z=1&a=2");
  EXPECT_EQ(canonical("https://a.example/n?autm_x=1&spmx=2"),
            "https://a.example/n?autm_x=1&spmx=2");
}

TEST(CanonicalUrl, WritesEveryAddressInOneWay) {
  EXPECT_EQ(canonical("http://0x7F.0.0.1/"), "http://127.0.0.1/");
  EXPECT_EQ(canonical("http://2130706433/"), "http://127.0.0.1/");
  EXPECT_EQ(canonical("http://0177.1/"), "http://127.0.0.1/");
  EXPECT_EQ(canonical("http://[2001:DB8:0:0:1:0:0:1]/"), "http://[2001:db8::1:0:0:1]/");
  EXPECT_EQ(canonical("http://[::ffff:10.0.0.1]:81/"), "http://[::ffff:a00:1]:81/");
}

TEST(CanonicalUrl, WritesNamesInUnicodeAsNameServersKnowThem) {
  EXPECT_EQ(canonical("https://新聞.example/"), "https://xn--efvv70d.example/");
  EXPECT_EQ(canonical("https://%E6%96%B0%E8%81%9E.example/"), "https://xn--efvv70d.example/");
  EXPECT_EQ(canonical("https://Ｗｗｗ.BÜCHER.example/"), "https://www.xn--bcher-kva.example/");
  EXPECT_EQ(canonical("https://faß.example/"), "https://xn--fa-hia.example/");
  EXPECT_EQ(canonical("http://１２７。0.0.1/"), "http://127.0.0.1/");
  EXPECT_THAT(canonical("http://a．b／c.example/"), HasSubstr("no valid host"));
}

TEST(CanonicalUrl, RefusesWhatIsNoPublicWebAddress) {
  EXPECT_THAT(canonical("ftp://a.example/"), HasSubstr("not an http or https URL"));
  EXPECT_THAT(canonical("javascript:alert(1)"), HasSubstr("not an http or https URL"));
  EXPECT_THAT(canonical("file:///etc/passwd"), HasSubstr("not an http or https URL"));
  EXPECT_THAT(canonical("/relative"), HasSubstr("not absolute"));
  EXPECT_THAT(canonical(""), HasSubstr("not absolute"));
  EXPECT_THAT(canonical("http://user@a.example/"), HasSubstr("user name"));
  EXPECT_THAT(canonical("http://user:pw@a.example/"), HasSubstr("user name"));
  EXPECT_THAT(canonical("http://a.example:65536/"), HasSubstr("above 65535"));
  EXPECT_THAT(canonical("http://a.example:8x/"), HasSubstr("not a number"));
  for (const std::string url :
       {"http://", "http:///", "http://a b/", "http://a%00b/", "http://[::1", "http://[::g]/",
        "http://1.2.3.4.5/", "http://a.0xfffffffffffffffffff/", "http://a%80/", "http://a\xA0/",
        "http://256.1.1.1/", "http://09.1/"}) {
    EXPECT_THAT(canonical(url), HasSubstr("no valid host")) << url;
  }
}

TEST(CanonicalUrl, RefusesALongUrlAndOneThatGrowsLong) {
  EXPECT_THAT(canonical("http://a.example/" + std::string(kMaxUrlBytes, 'a')),
              HasSubstr("longer than"));
  EXPECT_THAT(canonical("http://a.example/" + std::string(kMaxUrlBytes / 2, '\x80')),
              HasSubstr("longer than"));
}

TEST(CanonicalUrl, NamesTheUrlInItsError) {
  const auto result = canonical_url("gopher://old.example/1");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::invalid_argument);
  EXPECT_EQ(result.error().context, "gopher://old.example/1");
}

TEST(ResolveUrl, FollowsEveryKindOfReference) {
  const std::string base = "http://a.example/b/c/d?q";
  EXPECT_EQ(resolved(base, "g"), "http://a.example/b/c/g");
  EXPECT_EQ(resolved(base, "./g/"), "http://a.example/b/c/g/");
  EXPECT_EQ(resolved(base, "/g"), "http://a.example/g");
  EXPECT_EQ(resolved(base, "//h.example:8080/g"), "http://h.example:8080/g");
  EXPECT_EQ(resolved(base, "?y"), "http://a.example/b/c/d?y");
  EXPECT_EQ(resolved(base, "#s"), "http://a.example/b/c/d?q#s");
  EXPECT_EQ(resolved(base, ""), "http://a.example/b/c/d?q");
  EXPECT_EQ(resolved(base, "../.."), "http://a.example/");
  EXPECT_EQ(resolved(base, "../../../g"), "http://a.example/g");
  EXPECT_EQ(resolved(base, "https://h.example"), "https://h.example/");
  EXPECT_EQ(resolved(base, "http:g"), "http://a.example/b/c/g");
  EXPECT_EQ(resolved(base, "\\\\h.example\\g"), "http://h.example/g");
  EXPECT_EQ(resolved(base, "g:8"), "error: not an http or https URL");
}

TEST(ResolveUrl, KeepsTrackingParametersAndEscapesAsWritten) {
  EXPECT_EQ(resolved("http://a.example/", "x?utm_source=a&b=%7e"),
            "http://a.example/x?utm_source=a&b=%7e");
}

TEST(ResolveUrl, RefusesABadBaseAndLinksThatAreNoPages) {
  EXPECT_THAT(resolved("about:blank", "/x"), HasSubstr("not an http or https URL"));
  EXPECT_THAT(resolved("http://a.example/", "mailto:news@a.example"),
              HasSubstr("not an http or https URL"));
  EXPECT_THAT(resolved("http://a.example/", "//user@h.example/"), HasSubstr("user name"));
}

TEST(HostOf, NamesTheServer) {
  EXPECT_EQ(host_of("https://WWW1.hkexnews.hk:8443/a?b"), "www1.hkexnews.hk:8443");
  EXPECT_EQ(host_of("http://a.example:80"), "a.example");
  EXPECT_EQ(host_of("http://[::1]:8080/"), "[::1]:8080");
  EXPECT_EQ(host_of("nonsense"), "");
  for (int n = 0; n < 2; ++n) {
    EXPECT_EQ(host_of("http://0x7f.1/a"), "127.0.0.1");
    EXPECT_EQ(host_of("http://披露易.hk/"), "xn--bsut9e3x6d.hk");
    EXPECT_EQ(host_of("http://1.2.3.256/"), "") << "the host before is not meant";
  }
}

}  // namespace
}  // namespace gongwatch::text
