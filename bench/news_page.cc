#include "bench/news_page.h"

#include <array>
#include <string_view>

namespace gongwatch::bench {
namespace {

constexpr std::array<std::string_view, 8> kEnglish{
    "Silver Otter Robotics Co., Ltd. passed the listing hearing of the Hong Kong Stock Exchange on "
    "November 9, with CICC and Huatai International as joint sponsors. The company plans to list "
    "on the Main Board.",
    "It first filed in March 2024, and the application lapsed six months later. It filed again on "
    "May 12, 2025, according to the exchange's website.",
    "According to Frost & Sullivan, the company ranked third among warehouse robot makers in China "
    "by revenue in 2024, with a market share of 6.2%.",
    "In 2022, 2023 and 2024, revenue was RMB 412.6 million, RMB 530.1 million and RMB 688.4 "
    "million, and net profit was RMB 31.2 million, RMB 44.0 million and RMB 60.7 million, "
    "respectively. The gross margin stood at 31.4%, 32.0% and 33.8%.",
    "\"We sell to shops that want fewer steps between the shelf and the van,\" said its founder, "
    "who began with four friends in a rented hall beside a canal. Customers in # provinces use "
    "the machines, and two of them have ordered more.",
    "Of the proceeds # parts in a hundred will go to a new plant near the river, to research on "
    "lighter arms and to offices "
    "abroad. The plant is to make 20,000 units a year when all lines run.",
    "Analysts said that demand for such machines depends on wages and on how fast shops change "
    "their buildings. Orders fell by # in the spring and came back in the summer, one of them "
    "said.",
    "The market has seen more offers this year than last. Some # bankers expect the mood to hold "
    "as long "
    "as rates do not rise, though some buyers have grown careful about prices."};

constexpr std::array<std::string_view, 8> kChinese{
    "据港交所11月9日披露,银獭机器人股份有限公司(简称“银獭机器人”)通过港交所主板上市聆讯,中金公司、"
    "华泰国际为联席保荐人。",
    "公司曾于2024年3月首次递表,六个月后失效;2025年5月12日再次向港交所递交招股书。",
    "根据弗若斯特沙利文的资料,按2024年收入计,公司在中国仓储机器人制造商中排名第三,市场份额为6.2%。",
    "2022年、2023年及2024年,公司收入分别为人民币4.13亿元、5.30亿元及6.88亿元,净利润分别为3120万元、"
    "4400万元及6070万元,毛利率分别为31.4%、32.0%及33.8%。",
    "创始人说,店家希望从货架到货车少走几步路。他和四位朋友在运河边租来的厂房里起步,"
    "如今#个省份的客户在"
    "用这些机器,其中两家又追加了订单。",
    "募集资金中的#成将用于在河边新建工厂、研发更轻的机械臂以及在海外开设办事处。全部产线投产后,"
    "新厂每年可生产"
    "2万台。",
    "分析人士表示,这类机器的需求取决于工资水平和店铺改造的速度。春天订单减少#份,夏天又回升,"
    "其中一位说。",
    "今年市场上的新股比去年多#只。银行人士预计,只要利率不上升,气氛就会持续,"
    "不过部分买家对价格更加谨慎。"};

// Each time another number, so that no paragraph is a copy.
std::string numbered(std::string_view paragraph, std::size_t number) {
  std::string text(paragraph);
  const auto mark = text.find('#');
  if (mark != std::string::npos) text.replace(mark, 1, std::to_string(number));
  return text;
}

void add(std::string& page, std::string_view before, int number, std::string_view behind) {
  page += before;
  page += std::to_string(number);
  page += behind;
}

std::string head() {
  constexpr int kLinks = 25;
  constexpr int kCalls = 700;
  constexpr int kRules = 600;
  std::string page =
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<title>Silver Otter passes hearing | The Canal Post</title>\n";
  for (int i = 0; i < kLinks; ++i)
    add(page, "<link rel=\"stylesheet\" href=\"/static/css/part-", i, ".css\" media=\"all\">\n");
  page += "<script>";
  for (int i = 0; i < kCalls; ++i)
    add(page, "window.layer.push({event:'view',slot:", i, ",ok:a<b&&b>c});\n");
  page += "</script>\n<style>";
  for (int i = 0; i < kRules; ++i)
    add(page, ".card-", i, " > a:hover { color: #2b6cb0; margin: 0 4px }\n");
  return page + "</style></head>\n";
}

std::string navigation() {
  constexpr int kSections = 90;
  std::string page = "<header><nav><ul class=\"menu\">";
  for (int i = 0; i < kSections; ++i)
    add(page, "<li class=\"item\"><a href=\"/section/", i,
        "?from=menu\" data-track=\"menu\"><span>Section</span></a></li>\n");
  return page + "</ul></nav></header>\n";
}

std::string teasers() {
  constexpr int kTeasers = 110;
  std::string page = "<aside class=\"related\">";
  for (int i = 0; i < kTeasers; ++i)
    add(page, "<div class=\"card\"><a class=\"link\" href=\"/news/2025/11/", i,
        "\"><img src=\"/img/small.jpg\" width=\"320\" height=\"180\" alt=\"picture\"><h3>Another "
        "headline of the day</h3><p class=\"meta\"><span class=\"time\">2 hours ago</span></p></a>"
        "</div>\n");
  return page + "</aside><footer><p>All rights reserved</p></footer>";
}

}  // namespace

std::string story(const std::string& language, std::size_t bytes) {
  const auto& paragraphs = language == "en" ? kEnglish : kChinese;
  std::string text;
  for (std::size_t i = 0; text.size() < bytes; ++i) {
    if (!text.empty()) text += "\n\n";
    // The news once, the rest again and again.
    constexpr std::size_t kNews = 4;
    const std::size_t at = i < paragraphs.size() ? i : kNews + i % (paragraphs.size() - kNews);
    text += numbered(paragraphs[at], i);
  }
  return text;
}

std::string news_page(const std::string& language, std::size_t article_bytes) {
  std::string page = head() + "<body>" + navigation() + "<main><article><h1>" +
                     (language == "en" ? "Silver Otter passes hearing" : "银獭机器人通过聆讯") +
                     "</h1>\n<p>";
  const std::string text = story(language, article_bytes);
  for (const char c : text) {
    if (c != '\n') {
      page += c;
    } else if (page.back() != '>') {
      page += "</p>\n<p>";
    }
  }
  return page + "</p></article></main>\n" + teasers() + "</body></html>\n";
}

}  // namespace gongwatch::bench
