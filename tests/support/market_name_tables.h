// What the names of a made-up market are made of: English, traditional, simplified.
#pragma once

#include <array>
#include <string_view>

namespace gongwatch::testing_support {

// One syllable with two characters that sound alike, so that two names can be equal in English and
// different in Chinese.
struct NameSyllable {
  std::string_view pinyin;
  std::array<std::string_view, 2> hant;
  std::array<std::string_view, 2> hans;
};

inline constexpr std::array<NameSyllable, 64> kSyllables{{
    {"qing", {"青", "清"}, {"青", "清"}},  {"heng", {"衡", "恆"}, {"衡", "恒"}},
    {"yun", {"雲", "韻"}, {"云", "韵"}},   {"lai", {"萊", "籟"}, {"莱", "籁"}},
    {"hao", {"皓", "浩"}, {"皓", "浩"}},   {"yue", {"玥", "悅"}, {"玥", "悦"}},
    {"hui", {"匯", "輝"}, {"汇", "辉"}},   {"cui", {"萃", "翠"}, {"萃", "翠"}},
    {"xin", {"鑫", "昕"}, {"鑫", "昕"}},   {"fan", {"凡", "帆"}, {"凡", "帆"}},
    {"ming", {"明", "銘"}, {"明", "铭"}},  {"suo", {"梭", "索"}, {"梭", "索"}},
    {"rui", {"瑞", "銳"}, {"瑞", "锐"}},   {"feng", {"峰", "豐"}, {"峰", "丰"}},
    {"jin", {"錦", "晉"}, {"锦", "晋"}},   {"teng", {"騰", "藤"}, {"腾", "藤"}},
    {"da", {"達", "大"}, {"达", "大"}},    {"tai", {"泰", "鈦"}, {"泰", "钛"}},
    {"shun", {"順", "舜"}, {"顺", "舜"}},  {"chang", {"昌", "暢"}, {"昌", "畅"}},
    {"long", {"龍", "隆"}, {"龙", "隆"}},  {"hong", {"鴻", "宏"}, {"鸿", "宏"}},
    {"yuan", {"源", "遠"}, {"源", "远"}},  {"ze", {"澤", "擇"}, {"泽", "择"}},
    {"kang", {"康", "慷"}, {"康", "慷"}},  {"ning", {"寧", "凝"}, {"宁", "凝"}},
    {"jing", {"晶", "競"}, {"晶", "竞"}},  {"xiang", {"翔", "祥"}, {"翔", "祥"}},
    {"zhi", {"智", "質"}, {"智", "质"}},   {"cheng", {"誠", "澄"}, {"诚", "澄"}},
    {"bo", {"博", "鉑"}, {"博", "铂"}},    {"wei", {"維", "偉"}, {"维", "伟"}},
    {"li", {"力", "麗"}, {"力", "丽"}},    {"lian", {"聯", "蓮"}, {"联", "莲"}},
    {"shan", {"山", "閃"}, {"山", "闪"}},  {"qiao", {"橋", "喬"}, {"桥", "乔"}},
    {"guang", {"光", "廣"}, {"光", "广"}}, {"you", {"優", "悠"}, {"优", "悠"}},
    {"jia", {"佳", "嘉"}, {"佳", "嘉"}},   {"tian", {"天", "恬"}, {"天", "恬"}},
    {"yi", {"逸", "藝"}, {"逸", "艺"}},    {"ke", {"克", "珂"}, {"克", "珂"}},
    {"pu", {"普", "浦"}, {"普", "浦"}},    {"si", {"思", "絲"}, {"思", "丝"}},
    {"ya", {"雅", "亞"}, {"雅", "亚"}},    {"zhen", {"振", "真"}, {"振", "真"}},
    {"huan", {"環", "歡"}, {"环", "欢"}},  {"xu", {"旭", "緒"}, {"旭", "绪"}},
    {"lang", {"朗", "浪"}, {"朗", "浪"}},  {"mu", {"木", "牧"}, {"木", "牧"}},
    {"lin", {"林", "霖"}, {"林", "霖"}},   {"lan", {"蘭", "藍"}, {"兰", "蓝"}},
    {"ping", {"平", "萍"}, {"平", "萍"}},  {"ye", {"野", "葉"}, {"野", "叶"}},
    {"gu", {"顧", "古"}, {"顾", "古"}},    {"kun", {"坤", "崑"}, {"坤", "昆"}},
    {"peng", {"鵬", "朋"}, {"鹏", "朋"}},  {"sheng", {"盛", "勝"}, {"盛", "胜"}},
    {"yong", {"永", "湧"}, {"永", "涌"}},  {"tong", {"通", "銅"}, {"通", "铜"}},
    {"bai", {"白", "柏"}, {"白", "柏"}},   {"dong", {"東", "棟"}, {"东", "栋"}},
    {"han", {"瀚", "漢"}, {"瀚", "汉"}},   {"mei", {"美", "梅"}, {"美", "梅"}},
}};

struct NameWord {
  std::string_view en, hant, hans;
};

inline constexpr std::array<NameWord, 40> kIndustries{{
    {"Precision Bearings", "精密軸承", "精密轴承"},
    {"Biologics", "生物製品", "生物制品"},
    {"Therapeutics", "醫藥", "医药"},
    {"Robotics", "機器人", "机器人"},
    {"New Energy", "新能源", "新能源"},
    {"Semiconductor", "半導體", "半导体"},
    {"Medical Devices", "醫療器械", "医疗器械"},
    {"Tea", "茶業", "茶业"},
    {"Home Furnishings", "家居", "家居"},
    {"Textile", "紡織", "纺织"},
    {"Water Services", "水務", "水务"},
    {"Logistics", "物流", "物流"},
    {"Property Services", "物業服務", "物业服务"},
    {"Foods", "食品", "食品"},
    {"Software", "軟件", "软件"},
    {"Optoelectronics", "光電", "光电"},
    {"Education", "教育", "教育"},
    {"Mining", "礦業", "矿业"},
    {"Shipping", "航運", "航运"},
    {"Chemicals", "化工", "化工"},
    {"Auto Parts", "汽車零部件", "汽车零部件"},
    {"Aluminium", "鋁業", "铝业"},
    {"Data", "數據", "数据"},
    {"Cloud", "雲計算", "云计算"},
    {"Gene", "基因", "基因"},
    {"Vaccines", "疫苗", "疫苗"},
    {"Jewellery", "珠寶", "珠宝"},
    {"Restaurants", "餐飲", "餐饮"},
    {"Dairy", "乳業", "乳业"},
    {"Pet Products", "寵物用品", "宠物用品"},
    {"Advanced Materials", "新材料", "新材料"},
    {"Intelligent Driving", "智能駕駛", "智能驾驶"},
    {"Batteries", "電池", "电池"},
    {"Environmental", "環保", "环保"},
    {"Interactive Entertainment", "互動娛樂", "互动娱乐"},
    {"Media", "傳媒", "传媒"},
    {"Construction", "建設", "建设"},
    {"Agriculture", "農業", "农业"},
    {"Insurance Brokers", "保險經紀", "保险经纪"},
    {"Marine Fuels", "船用燃料", "船用燃料"},
}};

inline constexpr std::array<NameWord, 7> kForms{{
    {"Co., Ltd.", "股份有限公司", "股份有限公司"},
    {"Limited", "有限公司", "有限公司"},
    {"Holdings Limited", "控股有限公司", "控股有限公司"},
    {"Group Limited", "集團有限公司", "集团有限公司"},
    {"Group Holdings Limited", "集團控股有限公司", "集团控股有限公司"},
    {"International Limited", "國際有限公司", "国际有限公司"},
    {"Technology Co., Ltd.", "科技股份有限公司", "科技股份有限公司"},
}};
inline constexpr int kGroupForm = 3;

inline constexpr std::array<NameWord, 16> kPlaces{{
    {"Suzhou", "蘇州", "苏州"},
    {"Shenzhen", "深圳", "深圳"},
    {"Hangzhou", "杭州", "杭州"},
    {"Beijing", "北京", "北京"},
    {"Shanghai", "上海", "上海"},
    {"Guangdong", "廣東", "广东"},
    {"Jiangsu", "江蘇", "江苏"},
    {"Zhejiang", "浙江", "浙江"},
    {"Sichuan", "四川", "四川"},
    {"Hubei", "湖北", "湖北"},
    {"Anhui", "安徽", "安徽"},
    {"Xiamen", "廈門", "厦门"},
    {"Wuxi", "無錫", "无锡"},
    {"Chengdu", "成都", "成都"},
    {"Hefei", "合肥", "合肥"},
    {"Tianjin", "天津", "天津"},
}};

}  // namespace gongwatch::testing_support
