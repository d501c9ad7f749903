//! Other countries' money: signs and names by which it is told from yuan.

/// Signs that stand for no yuan. `$` is a part of HK$, NT$ and US$ too.
const SIGNS: &[char] = &['$', '＄', '€', '£', '￡', '₩', '₽', '฿', '₫', '₱', '₹', '¢'];

/// Names and codes.
const NAMES: &[&str] = &[
    "美元",
    "美金",
    "港元",
    "港币",
    "港幣",
    "台币",
    "臺幣",
    "新台币",
    "欧元",
    "日元",
    "日币",
    "英镑",
    "澳元",
    "加元",
    "澳门元",
    "澳门币",
    "葡币",
    "韩元",
    "卢布",
    "新加坡元",
    "新元",
    "泰铢",
    "外币",
    "USD",
    "HKD",
    "TWD",
    "NTD",
    "EUR",
    "JPY",
    "GBP",
    "MOP",
    "AUD",
    "CAD",
    "KRW",
    "SGD",
    "JP¥",
];

/// Whether a text names another country's money: `HK$`, `€`, 美元, `usd`.
pub fn names_other_money(text: &str) -> bool {
    // Asked of every amount that is a text: most are a number alone.
    if text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.')
    {
        return false;
    }
    if text.contains(SIGNS) {
        return true;
    }
    let named = |text: &str| NAMES.iter().any(|name| text.contains(name));
    match text.is_ascii() && text.bytes().any(|b| b.is_ascii_lowercase()) {
        true => named(&text.to_ascii_uppercase()),
        false => named(text),
    }
}

#[cfg(test)]
mod tests {
    use super::names_other_money;

    #[test]
    fn money_of_other_countries_is_told() {
        for text in [
            "HK$",
            "$",
            "NT$500",
            "€",
            "500美元",
            "usd",
            "港币",
            "USD 12",
        ] {
            assert!(names_other_money(text), "{text}");
        }
        for text in ["", "元", "万元", "¥", "￥12", "RMB", "人民币", "CNY", "500"] {
            assert!(!names_other_money(text), "{text}");
        }
    }
}
