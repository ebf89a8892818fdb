// Pages that are no articles, invented in the structure of real ones.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/parser/content_pages.h"

namespace gongwatch::parser {
namespace {

using ::testing::IsEmpty;

std::string menu(int links) {
  std::string out = "<header><nav><ul>";
  for (int i = 0; i < links; ++i)
    out += "<li><a href=/s/>Section " + std::to_string(i) + "</a></li>";
  return out + "</ul></nav><a href=/login>登入</a> <a href=/login>Log in</a></header>";
}

std::string teasers(int count) {
  std::string out = "<section class=recommend><h3>Recommended</h3>";
  for (int i = 0; i < count; ++i)
    out += "<div><h4><a href=/n/>Company number " + std::to_string(i) +
           " passes its hearing at the exchange</a></h4><p>A short summary of it.</p></div>";
  return out + "</section>";
}

// The kind is told, and no text of an article is invented.
void expect_bare(PageKind kind, const std::vector<std::string>& pages) {
  for (const std::string& html : pages) {
    const ArticleText article = read(html);
    EXPECT_EQ(article.kind, kind) << html;
    EXPECT_THAT(article.paragraphs, IsEmpty()) << html;
  }
}

TEST(BadPages, ErrorsOfServersAreNoArticles) {
  const std::string sorry =
      "<p>The server encountered an internal error and was unable to complete your request, so "
      "that the page which you asked for cannot be shown to you now.</p>";
  expect_bare(PageKind::not_found,
              {page("<title>500 Internal Server Error</title>", sorry),
               page("<title>Harbour Wire</title>", "<h1>Something went wrong</h1>" + sorry),
               page("<title>Harbour Wire</title>", menu(12) + sorry),
               page("<title>503 Service Temporarily Unavailable | Harbour Wire</title>",
                    menu(12) +
                        "<p>We are working on it. Please come back in a few minutes, and "
                        "read our other news until then.</p>" +
                        teasers(6)),
               page("<title>系統維護中</title>",
                    "<p>系統正在維護，請於稍後再次瀏覽本網站，不便之處敬請原諒。</p>")});
}

TEST(BadPages, AskingForConsentToCookies) {
  expect_bare(
      PageKind::challenge,
      {page("<title>Before you continue</title>",
            "<h1>Harbour</h1><p>We use cookies and data to deliver our services, to measure how "
            "they are used, and to protect them against spam, fraud and abuse.</p>"),
       page("<title>Harbour</title>",
            "<p>We and our partners store and access information on a device, such as cookies, "
            "and process personal data, such as unique identifiers, for the purposes below.</p>"
            "<button>Accept</button>")});
  // A notice around an article.
  const ArticleText article = read(page(
      "", "<article><h1>Riverbend holds its hearing</h1>" + body() +
              "</article><div><p>We and our partners store and access information.</p></div>"));
  EXPECT_EQ(article.kind, PageKind::article);
}

TEST(BadPages, SitemapsAreLists) {
  std::string list =
      "<h1>Sitemap</h1><p>All parts of this site, in the order in which its readers "
      "look for them most, and where each of them can be found.</p><ul>";
  for (int i = 0; i < 20; ++i) list += "<li><a href=/s>Markets " + std::to_string(i) + "</a></li>";
  expect_bare(PageKind::index, {page("<title>Sitemap - Harbour Wire</title>", list + "</ul>")});
}

// What is only in a script's data is not read.
TEST(BadPages, DataForScriptsIsNoText) {
  expect_bare(PageKind::empty,
              {page("<title>Riverbend holds its hearing</title>",
                    "<div id=__next></div><script id=__NEXT_DATA__ type=application/json>"
                    "{\"props\":{\"story\":\"" +
                        kLead + " " + kSecond + "\"}}</script>")});
}

TEST(BadPages, ChallengesOfManyVendors) {
  expect_bare(
      PageKind::challenge,
      {page("<title>Just a moment...</title>",
            "<div class=main-wrapper><h1 class=zone-name-title>news.example.com</h1><h2>Verifying "
            "you are human. This may take a few seconds.</h2><div id=challenge-body-text>"
            "news.example.com needs to review the security of your connection before proceeding."
            "</div></div><div class=footer>Ray ID: 12ab</div>"),
       page("<title>请稍候…</title>", "<h1>news.example.com</h1><p>正在进行安全验证</p>"),
       page("<title>Attention Required! | Cloudflare</title>",
            "<div id=cf-wrapper><div id=cf-error-details><h1>Sorry, you have been blocked</h1>"
            "<h2>You are unable to access example.com</h2><p>This website is using a security "
            "service to protect itself from online attacks.</p></div></div>"),
       page("",
            "<div><form id=challenge-form><p>One more step before you go on to the site that "
            "you asked for.</p></form></div>"),
       page(
           "<title>Access Denied</title>",
           "<h1>Access Denied</h1>You don't have permission to access \"http://www.example.com/a\" "
           "on this server.<p>Reference #18.2d3f"),
       page("<title>example.com</title>",
            "<p>Please enable JS and disable any ad blocker</p><script>var dd={'rt':'c'}</script>"),
       page("", "<iframe id=main-iframe src=\"/_Incapsula_Resource?SWUDNSAI=31\"></iframe>"),
       page("", "<script>window._cf_chl_opt = {cType: 'managed'};</script><noscript></noscript>"),
       page("", "<script src=\"https://ct.captcha-delivery.com/c.js\"></script>"),
       page("", "<script>var arg1='A1';document.cookie='acw_sc__v2='+arg1;</script>"),
       page("<title>百度安全验证</title>", "<div class=timeout>网络不给力，请稍后重试</div>"),
       page("<title>405</title>",
            "<p>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</p>"),
       page("<title>驗證</title>",
            "<h2>請完成以下操作，驗證您是真人。</h2><div class=cf-turnstile></div>"),
       page("<title>Access to this page has been denied</title>",
            "<div id=px-captcha></div><p>Press &amp; Hold to confirm you are a human (and not a "
            "bot).</p>")});
}

TEST(BadPages, SoftErrorsWithMenusAndRecommendations) {
  expect_bare(
      PageKind::not_found,
      {page("<title>Page not found | Harbour Wire</title>",
            menu(40) + "<h1>404</h1>" + teasers(60)),
       page("<title>Harbour Wire</title>", menu(20) + "<h1>Oops! That page can't be found.</h1>"
                                                      "<p>It looks like nothing was found.</p>"),
       page("<title>海港財經</title>",
            menu(10) + "<div class=err>抱歉，您要瀏覽的網頁不存在或已被刪除。</div>"),
       page("<title>海港财经</title>", "<p>该文章已下架</p><p>文章已被删除，5秒后返回首页</p>"),
       page("<title>Article unavailable</title>",
            menu(5) + "<p>Sorry, this article is no longer available.</p>")});
}

TEST(BadPages, LoginWalls) {
  expect_bare(
      PageKind::paywall,
      {page("<title>Sign in - Harbour Wire</title>",
            "<form><label>Email</label><input><label>Password</label><input></form>"),
       page("<title>Harbour Wire</title>",
            menu(10) + "<h2>Please log in to continue</h2><p>This part of the site is for "
                       "registered readers.</p>"),
       page("<title>會員登入</title>", "<form><input placeholder=電郵></form><p>忘記密碼？</p>"),
       page("<title>海港财经</title>", menu(10) + "<p>请先登录后查看</p>")});
}

TEST(BadPages, PaywallsKeepWhatTheyShow) {
  const std::string stub = "<h1>Riverbend Metals holds its hearing</h1><p>" + kLead + "</p>";
  const char* const limit = "<p>You've reached your limit of free articles.</p>";
  for (const char* notice :
       {"<div class=gate>Subscribe to keep reading</div>", limit, "<div>登入以繼續閱讀</div>",
        "<div>成為訂戶，閱讀全文</div>", "<p>开通会员，付费会员可读全文</p>"}) {
    const ArticleText article = read(page("<title>t</title>", stub + notice));
    EXPECT_EQ(article.kind, PageKind::paywall) << notice;
    ASSERT_FALSE(article.paragraphs.empty()) << notice;
    EXPECT_EQ(article.paragraphs[0], kLead);
  }
}

TEST(BadPages, NothingWithoutScripts) {
  expect_bare(
      PageKind::empty,
      {page("<title>App</title>", ""), page("", "<div id=__next></div>"),
       page("<title>News</title>",
            "<div id=app></div><noscript>We're sorry but this site doesn't work properly "
            "without JavaScript enabled. Please enable it to continue.</noscript>"),
       page("<meta http-equiv=refresh content='0;url=/a'>", "<p>Redirecting…</p>"),
       page("<title>新闻</title>", "<div id=root><p>请开启浏览器的JavaScript后浏览</p></div>")});
}

TEST(BadPages, IndexesAreNoArticles) {
  std::string items;
  for (int i = 0; i < 15; ++i)
    items +=
        "<li><a href=/n/>第" + std::to_string(i) + "家公司通過上市聆訊，擬於主板掛牌上市</a></li>";
  expect_bare(PageKind::index,
              {page("<title>新股消息</title>", menu(10) + "<ul>" + items + "</ul>"),
               page("<title>IPO news</title>", menu(10) + teasers(20))});
}

TEST(BadPages, LinkedTitlesWithASummaryEachAreAnIndex) {
  for (const char* heading : {"h2", "h3", "div"}) {
    const std::string h = heading;
    std::string items;
    for (int i = 0; i < 8; ++i)
      items += "<div><" + h + "><a href=/n>Company " + std::to_string(i) +
               " passes its hearing</a></" + h + "><p>Company " + std::to_string(i) +
               " Limited has passed its listing hearing, with two banks as its joint sponsors.</p>"
               "<a href=/n>Read more</a></div>";
    EXPECT_EQ(read(page("<title>IPO news</title>", "<h1>IPO news</h1>" + items)).kind,
              PageKind::index)
        << h;
    // With an introduction beside them, which is no article either.
    EXPECT_EQ(read(page("<title>IPO news</title>",
                        "<h1>IPO news</h1><p>All that we wrote of companies which mean to list "
                        "their shares at the exchange this year.</p>" +
                            items))
                  .kind,
              PageKind::index)
        << h;
  }
}

TEST(BadPages, ArticlesAboutSuchThingsAreArticles) {
  const std::string text = "<article>" + body() + body() + "</article>";
  for (const char* title :
       {"Riverbend raises HK$404 million", "Login of a thousand accounts stolen, exchange says",
        "Sign in the window: a shop closes", "Cloudflare outage: Just a moment, sites said",
        "登录主板：港交所迎来新股"})
    EXPECT_EQ(read(page("<title>" + std::string(title) + "</title>",
                        menu(10) + "<h1>" + title + "</h1>" + text))
                  .kind,
              PageKind::article)
        << title;
  // A short story whose headline holds the words of an error page.
  for (const char* title : {"Server error delays Beacon IPO", "Bad gateway: Beacon passes hearing",
                            "Access denied: Beacon barred", "Page not found: a hearing lost"})
    EXPECT_EQ(read(page("<title>" + std::string(title) + "</title>",
                        menu(10) + "<h1>" + title + "</h1><article>" + body() + "</article>"))
                  .kind,
              PageKind::article)
        << title;
  // A form for comments may carry a robot check.
  EXPECT_EQ(read(page("<title>Riverbend holds its hearing</title>",
                      "<h1>Riverbend holds its hearing</h1>" + text + body() +
                          "<div class=cf-turnstile></div>"))
                .kind,
            PageKind::article);
}

}  // namespace
}  // namespace gongwatch::parser
