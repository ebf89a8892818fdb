// Latin words that many company names begin with: sharing one of them says nothing about identity.
#pragma once

#include <array>
#include <string_view>

namespace gongwatch::tracker {

// Sorted; as text::name_key writes them (lower case).
inline constexpr std::array<std::string_view, 166> kCommonWords{
    "advanced",  "america",   "american",   "and",          "anhui",         "asia",
    "asian",     "baoding",   "baotou",     "beijing",      "bio",           "biotech",
    "british",   "capital",   "central",    "changchun",    "changsha",      "changzhou",
    "chengdu",   "china",     "chinese",    "chongqing",    "company",       "dalian",
    "digital",   "dongguan",  "eastern",    "energy",       "europe",        "european",
    "financial", "first",     "foshan",     "fujian",       "future",        "fuzhou",
    "gansu",     "ganzhou",   "general",    "global",       "golden",        "grand",
    "great",     "green",     "group",      "guangdong",    "guangxi",       "guangzhou",
    "guilin",    "guiyang",   "guizhou",    "haikou",       "hainan",        "hangzhou",
    "harbin",    "hebei",     "hefei",      "heilongjiang", "henan",         "hohhot",
    "holding",   "holdings",  "hong",       "hubei",        "huizhou",       "hunan",
    "huzhou",    "indonesia", "innovation", "innovative",   "international", "japan",
    "jiangmen",  "jiangsu",   "jiangxi",    "jiaxing",      "jilin",         "jinan",
    "jinhua",    "kong",      "korea",      "kunming",      "kunshan",       "lanzhou",
    "lhasa",     "liaoning",  "liuzhou",    "luoyang",      "macao",         "macau",
    "malaysia",  "medical",   "mega",       "modern",       "mongolia",      "nanchang",
    "nanjing",   "nanning",   "nantong",    "national",     "new",           "ningbo",
    "ningxia",   "northern",  "of",         "orient",       "oriental",      "pacific",
    "premier",   "prime",     "qingdao",    "qinghai",      "quanzhou",      "royal",
    "sanya",     "shaanxi",   "shandong",   "shanghai",     "shantou",       "shanxi",
    "shaoxing",  "shenyang",  "shenzhen",   "shijiazhuang", "sichuan",       "singapore",
    "sino",      "smart",     "southern",   "super",        "suzhou",        "taiwan",
    "taiyuan",   "taizhou",   "tangshan",   "technology",   "thailand",      "the",
    "tianjin",   "tibet",     "united",     "universal",    "urumqi",        "vietnam",
    "weifang",   "weihai",    "wenzhou",    "western",      "world",         "wuhan",
    "wuhu",      "wuxi",      "xiamen",     "xining",       "xinjiang",      "xuzhou",
    "yangzhou",  "yantai",    "yinchuan",   "yunnan",       "zhejiang",      "zhengzhou",
    "zhenjiang", "zhongshan", "zhuhai",     "zhuzhou",
};

}  // namespace gongwatch::tracker
