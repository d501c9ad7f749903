//! Two persons in one cell (`张三、李四`), where each row is of one.

use crate::schema::narrow;

/// The surnames of nearly everybody; who has another one is not told from other words.
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧肖程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田\
任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢岳齐\
梅莫庄辛管祝左涂谷祁耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边净阴闫佘练骆";

/// Surnames of two letters, which some write apart from the name behind them.
const OF_TWO: [&str; 12] = [
    "欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯",
];

/// Whether a name begins with the surname of nearly everybody.
pub fn begins_with_surname(name: &str) -> bool {
    let name = name.trim_start();
    name.starts_with(|c| SURNAMES.contains(c)) || OF_TWO.iter().any(|two| name.starts_with(two))
}

/// Whether a text is nothing but common ideographs.
pub(super) fn is_ideographs(text: &str) -> bool {
    text.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// Whether a cell names `least` persons or more: names between signs that divide, or apart from each other.
pub(super) fn names_several(text: &str, least: usize) -> bool {
    // Asked of every name; two of two letters and a sign are longer than most.
    if text.len() < 13 {
        return false;
    }
    let divides = |c: char| "、,;/&+|".contains(narrow(c));
    if text.contains(divides) {
        return all_names(text.split(divides), 4, least);
    }
    let first = text.split_whitespace().next().unwrap_or_default();
    let apart = text.trim().contains(char::is_whitespace) && !OF_TWO.contains(&first);
    apart && all_names(text.split_whitespace(), 3, least)
}

/// Whether there are `least` or more `parts` and each may be a person's whole name of at most `most`
/// letters.
fn all_names<'t>(parts: impl Iterator<Item = &'t str>, most: usize, least: usize) -> bool {
    let parts: Vec<String> = parts
        .map(crate::schema::normalise_name)
        .filter(|part| !part.is_empty())
        .collect();
    let like_name =
        |part: &String| is_ideographs(part) && (2..=most).contains(&part.chars().count());
    let with_surname = parts
        .iter()
        .filter(|part| begins_with_surname(part))
        .count();
    // Of three and more one may have a surname that few have.
    let enough = with_surname == parts.len() || (least > 2 && with_surname * 3 >= parts.len() * 2);
    parts.len() >= least && enough && parts.iter().all(like_name)
}

/// Whether a cell holds several ID numbers.
pub(super) fn numbers_several(text: &str) -> bool {
    if text.len() < 31 {
        return false;
    }
    let divides = |c: char| c.is_whitespace() || "、,;/&+|".contains(narrow(c));
    let parts = text.split(divides).filter(|part| !part.is_empty());
    let is_id = |part: &str| {
        let digits = part.trim_end_matches(['X', 'x', 'Ｘ', 'ｘ']);
        let all_digits = digits.chars().map(narrow).all(|c| c.is_ascii_digit());
        all_digits && matches!(part.chars().count(), 15 | 18)
    };
    let (ids, others): (Vec<&str>, Vec<&str>) = parts.partition(|part| is_id(part));
    ids.len() >= 2 && others.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_names_are_told_from_one() {
        for text in [
            "张三、李四",
            "王五 赵六",
            "张三/李小四",
            "欧阳修，王安石",
            "张三\n李四",
            "王五　赵六 孙七",
            "张三＆李四",
        ] {
            assert!(names_several(text, 2), "{text}");
        }
        for text in [
            "张三",
            "张 三",
            "欧阳 小明",
            "司 马 光",
            "阿依 古丽",
            "买买提·艾力",
            "张三（退休）",
            "张三/女",
            "李四，语文组",
            "John Smith",
            "卓玛 才让",
            "",
        ] {
            assert!(!names_several(text, 2), "{text}");
        }
        assert!(numbers_several("110101198503072318 11010519491231002X"));
        assert!(numbers_several("110101198503072318、11010519491231002x"));
        assert!(!numbers_several("110101 19850307 2318"));
        assert!(!numbers_several("110101198503072318"));
    }
}
