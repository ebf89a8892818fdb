// Whether a piece of Chinese text can be a company's name.
#include <algorithm>

#include "parser/facts/issuers.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {

bool Issuers::is_plausible(const PreparedText& text, Span name, bool placed) {
  static const Pattern kNoName(
      R"((?:了|这|那|们|共有|家公司|两只|三只|多只|审阅|撤回|第[一二三四五六七八九十]|曾|已|被|将|再次|一次|两次|多次|还|也|都|每|之后|以后|时间|状态|首次|正式|上述|该|其中|以及|成功|顺利|未能|进程|申请|招股|上市|聆讯|失效|获|披露|显示|更新|递|仍|并|且|则|才|就|却|没|不|最早|一度|专栏|推出|昨天|今天|[一二三四五六七八九十]月|同业|资料集|最快|下月|本月|今晚|今日|明日|下周|本周|惟|非也|观察|看点|一周|早班车|周报|速递|快讯|个案|它|方面|播报|盘点|汇总|日历|要闻|条路|委任|发行$|出现|软件公司$|企业$|机构$|平台$|品牌$|家公司|同日|此前|(?:^|证券|控股|集团|股份)(?:\\([^)]*\\))?有限公司$|厂商$|制造商$|供应商$|服务商$|零售商$|经销商$|开发商$|运营商$|生产商$|药企$|车企$|巨头$|龙头$|独角兽$|新贵$|第一股$|月\d|\d月|年\d|\d年|\d日|家$|份$|版$|后$|前$|时$|中$|内$|外$|上$|下$|者$|间$|天$|日$|号$|元$|股$|类$|等$|所$|案$|书$|议$|会$|院$|局$|部$|次$|期$|项$|点$|处$|率$|价$|量$|额$|款$|权$|层$|员$|长$|师$|人$))");
  static const Pattern kSuffix(
      R"((?i)(?:科技|生物|医药|药业|制药|医疗|集团|控股|股份|智能|国际|实业|机器人|半导体|电子|能源|材料|食品|餐饮|物流|供应链|教育|传媒|文化|娱乐|游戏|网络|信息|数据|软件|云|检测|环保|环境|建设|建筑|工程|地产|物业|服务|金融|资本|保险|租赁|典当|珠宝|黄金|矿业|铝业|钢铁|化工|新材|纺织|服饰|零售|百货|商业|电商|汽车|动力|电池|锂业|光伏|风电|电力|燃气|水务|航空|航天|船舶|港口|铁路|农业|牧业|乳业|饮料|茶饮|咖啡|酒业|啤酒|家居|家具|电器|光电|光学|激光|精密|机械|装备|重工|器械|基因|细胞|诊断|健康|口腔|眼科|医院|养老|旅游|酒店|体育|玩具|母婴|宠物|美妆|化妆品|日化|包装|印刷|纸业|木业|水泥|玻璃|陶瓷|微电子|芯片|微|通信|科学|技术|产业|投资|发展|企业|公司|品牌|工业|制造|时代|之家|堂|坊|记|斋|轩|-[bwpsz])$)");
  if (kNoName.matches_in(text.folded(), name)) return false;
  constexpr std::size_t kThreeHan = 9;
  if (placed && name.size() >= kThreeHan) return true;
  if (kSuffix.matches_in(text.folded(), name)) return true;
  if (text.occurrences(text.view(name), 2) >= 2) return true;
  static const Pattern kIntroduced("\"$|(?:公司|企业|商|品牌|平台|巨头|龙头|独角兽)[\"(]?$");
  constexpr std::size_t kReach = 24;
  const std::size_t begin = name.begin - std::min(name.begin, kReach);
  return kIntroduced.find(text.view({begin, name.begin})).has_value();
}

}  // namespace gongwatch::parser::facts
