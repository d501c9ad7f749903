//! Every fixed sentence of the templates.

use crate::words::Words;

/// The author in the workbook's properties.
pub(super) const AUTHOR: Words = Words::new("gonghui（工会）", "gonghui");
/// The school workbook's title.
pub(super) const SCHOOL_TITLE: Words = Words::new(
    "学校工会填报表：填表说明",
    "The school union's return: how to fill it in",
);
/// The plan workbook's title.
pub(super) const PLAN_TITLE: Words =
    Words::new("年度计划：填表说明", "The year's plan: how to fill it in");

/// Over the paragraphs that say what the workbook is for.
pub(super) const WHAT_HEADING: Words =
    Words::new("一、这本表格是做什么的", "1. What this workbook is for");
/// Over the numbered rules.
pub(super) const HOW_HEADING: Words = Words::new("二、怎样填写", "2. How to fill it in");
/// Over the list of sheets.
pub(super) const TABLES_HEADING: Words = Words::new(
    "三、各张表填什么（点表名可以直接打开）",
    "3. What goes where (click a title to open the sheet)",
);
/// Over the list of metrics in the plan.
pub(super) const METRICS_HEADING: Words = Words::new(
    "四、“目标”表里可以用的指标",
    "4. The metrics that a target can name",
);

/// What the school workbook is for.
pub(super) const SCHOOL_WHAT: &[Words] = &[
    Words::new(
        "这本表格由学校工会填写、存档，并按要求的时间报区教育工会。每张表填一类资料，没有发生的业务，那张表留空就行。",
        "The school union fills it in, keeps it and sends it to the district's education union. Each sheet is for one kind of record; leave a sheet empty when there was nothing of its kind.",
    ),
    Words::new(
        "报上来的表由程序逐格核对。有问题的格子会标上颜色、写明怎么改，退回本校；身份证号、电话和病情不会写进区里的汇总表。",
        "A program checks every cell. What is wrong is coloured, told with its remedy, and goes back to the school alone; no ID number, phone or illness stands in the district's summary.",
    ),
];
/// What the plan workbook is for.
pub(super) const PLAN_WHAT: &[Words] = &[
    Words::new(
        "这本表格写明一年的要求：哪些单位要报、要达到什么目标、开支标准是多少、学期从哪天到哪天、每个月安排什么活动。核对和汇总都以它为准。",
        "It says what the year asks for: who has to send, what must be reached, the ceilings, the terms, the activities of each month. Checks and summaries go by it.",
    ),
    Words::new(
        "“目标”和“标准”里已经填好一份通用的内容，请对照本区（校）的计划和本省的文件修改。标准各省不同，已填的数只是例子。",
        "Targets and limits are filled in with a plan of general use: mend them by your own plan and your province's rule. Ceilings differ by province; those given are examples.",
    ),
];

/// How to fill in the school workbook.
pub(super) const SCHOOL_HOW: &[Words] = &[
    Words::new(
        "先填“单位信息”，一个单位只填一行；其他各表左上角的“填报单位”会自动带出。",
        "Begin with 单位信息 (unit details), one row; the unit's name then appears at the top left of every other sheet.",
    ),
    FROM_ROW_FIVE,
    REQUIRED,
    KEEP_HEADERS,
    NOTES,
    Words::new(
        "日期写成 2023-09-01；月份写成 2023-09，不要只写“9月”。",
        "Write a date as 2023-09-01 and a month as 2023-09, never the month alone.",
    ),
    Words::new(
        "金额的单位是元，只写数字，最多两位小数，如 26.15；不写“元”，也不写“万元”。合计不用填，程序会算。",
        "Money is in yuan: digits alone, at most two decimals, such as 26.15. Totals are not needed; the program adds up.",
    ),
    Words::new(
        "身份证号、电话、会员证号等列已设成文本，直接输入就行；从别处复制来的，请用“选择性粘贴”里的“数值”，免得把格式带乱。",
        "Columns for ID, phone and card numbers are set to text: just type. Paste from elsewhere as values only, so that this stays so.",
    ),
    CHOOSE,
    Words::new(
        "填完后保存成 Excel 工作簿（.xlsx），文件名里写上单位名称。需要纸质存档的，可以直接打印，每页下方留有签字的位置。",
        "Save as an Excel workbook (.xlsx) with the unit's name in its name. It prints as it is, with room for signatures at the foot of each page.",
    ),
];
/// How to fill in the plan workbook.
pub(super) const PLAN_HOW: &[Words] = &[
    Words::new(
        "“目标”“标准”在已有的行上改就行；用不着的目标整行删掉，要加的接着往下写。",
        "Mend the rows of targets and limits where they stand; delete the row of a target you do not need, add others below.",
    ),
    FROM_ROW_FIVE,
    REQUIRED,
    KEEP_HEADERS,
    NOTES,
    Words::new(
        "目标值写数或百分数，如 4、95%；“比较”选“区间”时，“目标值”写下限，“上限”写上限。",
        "A goal is a number or a percentage, such as 4 or 95%; for a range (区间) the goal is its lower end.",
    ),
    Words::new(
        "一格里要写几项的（周期、范围、别名），用顿号分开，如：月、学期、年。",
        "Divide several things in one cell (periods, scope, other names) by 、, as in 月、学期、年.",
    ),
    Words::new(
        "“标准编号”不要改，程序按它找标准。标准中途有变的，照原编号另写一行，用“起”“止”分清各管哪一段。",
        "Keep the ids of limits: checks find them by it. When a limit changes, add a row of the same id and tell the two apart by 起 (from) and 止 (to).",
    ),
    CHOOSE,
];

const FROM_ROW_FIVE: Words = Words::new(
    "从第 5 行起填写，一条一行，不要合并单元格。第 4 行灰色的字是示例，只供参考，不计入。",
    "Write from row 5 on, one record a row, without merged cells. Row 4, in grey, is an example and is not counted.",
);
const REQUIRED: Words = Words::new(
    "表头带 * 号、橙色底的列必须填；一行里漏了必填的格子，会变成粉红色提醒。其他列有就填，没有就留空。",
    "Columns with * on orange must be filled in; an empty cell of theirs turns pink once its row is begun. Fill in the others where there is something to say.",
);
const KEEP_HEADERS: Words = Words::new(
    "表头的文字请不要改，程序靠它认列。列的先后可以换，用不上的列可以空着；最右边的“填写说明”列可以写备注。",
    "Please keep the headers' words: columns are known by them. Columns may change places or stay empty; the last one, 填写说明, is free for remarks.",
);
const NOTES: Words = Words::new(
    "不知道怎么填时，把鼠标移到表头上（右上角有红色小三角），会显示这一列的说明。",
    "When in doubt, point at a header (it has a small red corner): a note says what the column wants.",
);
const CHOOSE: Words = Words::new(
    "点一下格子，右边出现箭头的，请从下拉列表里选，不用打字。",
    "Where a cell shows an arrow, choose from its list.",
);

/// The list of sheets: heading of the column of titles.
pub(super) const LIST_TITLE: Words = Words::new("表", "Sheet");
/// The list of sheets: heading of the column that says what one row is.
pub(super) const LIST_ROW: Words = Words::new("一行写什么", "What it is: what one row is");
/// The list of sheets: heading of the column of help.
pub(super) const LIST_HELP: Words = Words::new("谁来填，怎么填", "Who fills it in, and how");
/// The list of metrics: heading of the column of titles.
pub(super) const METRIC_TITLE: Words = Words::new("叫什么", "What it is called");
/// The list of metrics: heading of the column of ids.
pub(super) const METRIC_ID: Words = Words::new("在“指标”列写", "Write in the column 指标");
/// The list of metrics: heading of the column that says what is counted.
pub(super) const METRIC_COUNTS: Words = Words::new("怎么算", "How it is counted");

/// Row 2 of a sheet that a school sends, before the unit's name. Both languages alike: it is read
/// back.
pub(super) const UNIT_LINE: &str = "填报单位：";
/// Row 2 of a sheet of the plan.
pub(super) const PLAN_LINE: Words = Words::new(
    "年度计划　　制定单位：",
    "年度计划 (the year's plan)　　制定单位 (made by)：",
);
/// Row 2 on the right, where the sheet holds money.
pub(super) const MONEY_LINE: Words = Words::new("金额单位：元", "金额单位：元 (money in yuan)");
/// The note on the header of the last column.
pub(super) const REMARK_NOTE: Words = Words::new(
    "这一列标出示例行，也可以写备注，程序不读。",
    "It marks the example row and is free for remarks, which are not read.",
);

/// A note: the column's type.
pub(super) const NOTE_TYPE: Words = Words::new("类型：{type}", "Type: {type}");
/// A note: the column must be filled in.
pub(super) const NOTE_REQUIRED: Words = Words::new("必填", "Required");
/// A note: the values of a category.
pub(super) const NOTE_VALUES: Words = Words::new("可选：{values}", "One of: {values}");
/// A note: the bounds of a number.
pub(super) const NOTE_BOUNDS: Words = Words::new("范围：{min} 至 {max}", "From {min} to {max}");

/// Title of the message about a cell that was not chosen from its list.
pub(super) const LIST_ERROR_TITLE: Words =
    Words::new("请从列表里选", "Please choose from the list");
/// The message itself.
pub(super) const LIST_ERROR: Words = Words::new(
    "“{column}”要从下拉列表里选一项，点格子右边的箭头就能看到。",
    "{column} takes one of the list's values: click the arrow beside the cell.",
);
/// Title of the message about a cell that is neither 是 nor 否.
pub(super) const BOOLEAN_ERROR_TITLE: Words = Words::new("请填“是”或“否”", "Please write 是 or 否");
/// The message itself.
pub(super) const BOOLEAN_ERROR: Words = Words::new(
    "“{column}”一般填“是”或“否”。确定要这样填吗？",
    "{column} takes 是 (yes) or 否 (no). Keep what you wrote?",
);
/// Title of the message about a cell that is no date.
pub(super) const DATE_ERROR_TITLE: Words = Words::new("请填日期", "Please write a date");
/// The message itself.
pub(super) const DATE_ERROR: Words = Words::new(
    "“{column}”要填日期，写成 2023-09-01 这样，年月日都要有，在 {min} 到 {max} 之间。",
    "{column} takes a date such as 2023-09-01, between {min} and {max}.",
);
/// Title of the message about a cell that is no number in its bounds.
pub(super) const NUMBER_ERROR_TITLE: Words = Words::new("请核对数字", "Please check the number");
/// The message about a whole number.
pub(super) const INTEGER_ERROR: Words = Words::new(
    "“{column}”一般填整数，在 {min} 到 {max} 之间。确定要这样填吗？",
    "{column} takes a whole number between {min} and {max}. Keep what you wrote?",
);
/// The message about an amount.
pub(super) const MONEY_ERROR: Words = Words::new(
    "“{column}”填金额，单位是元，只写数字，在 {min} 到 {max} 之间。确定要这样填吗？",
    "{column} takes an amount in yuan, digits alone, between {min} and {max}. Keep what you wrote?",
);
/// The message about a decimal.
pub(super) const DECIMAL_ERROR: Words = Words::new(
    "“{column}”填数或百分数，在 {min} 到 {max} 之间。确定要这样填吗？",
    "{column} takes a number or a percentage between {min} and {max}. Keep what you wrote?",
);
/// Title of the message about an ID number of another length.
pub(super) const ID_ERROR_TITLE: Words = Words::new("请核对身份证号", "Please check the ID number");
/// The message itself.
pub(super) const ID_ERROR: Words = Words::new(
    "身份证号是 18 位（老证 15 位），现在的位数不对。确定要这样填吗？",
    "An ID number has 18 characters (an old one 15). Keep what you wrote?",
);
/// Title of the message about a credit code of another length.
pub(super) const CODE_ERROR_TITLE: Words = Words::new("请核对代码", "Please check the code");
/// The message itself.
pub(super) const CODE_ERROR: Words = Words::new(
    "统一社会信用代码是 18 位，现在的位数不对。确定要这样填吗？",
    "A social credit code has 18 characters. Keep what you wrote?",
);
/// Shown beside an ID number's cell.
pub(super) const ID_INPUT: Words = Words::new(
    "直接输入 18 位号码；末位是 X 的写大写 X。",
    "Type all 18 characters; a last x is a capital X.",
);
/// Shown beside a credit code's cell.
pub(super) const CODE_INPUT: Words = Words::new(
    "直接输入 18 位代码，字母用大写。",
    "Type all 18 characters, letters in capitals.",
);
/// Shown beside a phone's cell.
pub(super) const PHONE_INPUT: Words = Words::new(
    "直接输入手机号，或带区号的座机号，如 010-12345678。",
    "Type a mobile number, or a landline with its area code.",
);
/// Shown beside a month's cell.
pub(super) const MONTH_INPUT: Words = Words::new(
    "写年和月，如 2023-09。",
    "Write year and month, such as 2023-09.",
);

/// The foot of each printed page: signatures on the left, page numbers on the right.
pub(super) const FOOTER: Words = Words::new(
    "&L填表人：＿＿＿＿＿＿　　审核人：＿＿＿＿＿＿　　负责人：＿＿＿＿＿＿&R第 &P 页 共 &N 页",
    "&L填表人 (prepared)：＿＿＿＿＿　审核人 (reviewed)：＿＿＿＿＿　负责人 (in charge)：＿＿＿＿＿&R第 &P 页 共 &N 页",
);
/// The foot of the printed guide.
pub(super) const GUIDE_FOOTER: Words = Words::new("&C第 &P 页 共 &N 页", "&CPage &P of &N");
