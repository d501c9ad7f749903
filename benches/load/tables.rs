//! The tables of the load as schools write them: for each column the headers that TABLES.md gives,
//! typed here by hand. The program's own declarations are not asked, so that they can be wrong.

/// One table.
pub(crate) struct Table {
    /// Its id.
    pub(crate) id: &'static str,
    /// What the sheet is called.
    pub(crate) tabs: &'static [&'static str],
    /// Each column's id and headers, in the contract's order.
    pub(crate) columns: &'static [(&'static str, &'static [&'static str])],
}

pub(crate) const UNITS: Table = Table {
    id: "units",
    tabs: &["单位信息"],
    columns: &[
        (
            "unit",
            &[
                "单位名称",
                "学校名称",
                "工会名称",
                "填报单位",
                "填表单位",
                "单位",
                "学校",
            ],
        ),
        (
            "credit_code",
            &[
                "统一社会信用代码",
                "信用代码",
                "社会信用代码",
                "工会法人代码",
            ],
        ),
        ("district", &["所属区", "区县", "所在区", "辖区"]),
        ("kind", &["单位类别", "学段", "学校类别"]),
        ("staff_permanent", &["在编教师数", "在编人数"]),
        ("staff_contract", &["合同制教师数", "合同制人数"]),
        ("staff_substitute", &["临时代课教师数", "代课人数"]),
        ("staff_logistics", &["后勤人员数", "后勤人数"]),
        ("staff_other", &["其他人数"]),
        ("committee_elected_on", &["本届选举日期", "换届日期"]),
        ("committee_expires_on", &["本届届满日期", "届满日期"]),
        ("preparer", &["填表人", "制表人", "填报人"]),
        ("reviewer", &["审核人", "复核人", "负责人"]),
        ("contact_phone", &["联系电话", "电话"]),
    ],
};

pub(crate) const MEMBERS: Table = Table {
    id: "members",
    tabs: &[
        "会员名册",
        "教职工名册",
        "会员花名册",
        "入会名册",
        "职工名单",
    ],
    columns: &[
        (
            "name",
            &["姓名", "会员姓名", "教师姓名", "职工姓名", "名字"],
        ),
        (
            "id_number",
            &[
                "身份证号",
                "身份证号码",
                "公民身份号码",
                "身份证",
                "证件号码",
            ],
        ),
        ("sex", &["性别"]),
        ("birth_date", &["出生日期", "出生年月", "生日"]),
        (
            "department",
            &["部门", "科室", "教研组", "年级组", "工会小组"],
        ),
        (
            "category",
            &["人员类别", "类别", "用工形式", "编制", "身份"],
        ),
        ("member", &["是否入会", "入会", "会员", "是否会员"]),
        (
            "joined_on",
            &["入会日期", "入会时间", "何时入会", "入会年月"],
        ),
        ("left_on", &["离会日期", "退会日期", "离职日期", "调出日期"]),
        ("member_no", &["会员证号", "会员编号", "证号"]),
        ("service_card", &["服务卡", "工会服务卡", "是否办卡"]),
        (
            "base_wage",
            &["基本工资", "工资基数", "月基本工资", "岗位薪级合计"],
        ),
        ("phone", &["手机号", "手机", "联系电话", "电话"]),
        ("hardship", &["困难职工", "是否困难", "特困"]),
        ("retired", &["退休", "是否退休", "离退休"]),
        ("conduct_review", &["师德考核", "师德考核结果", "师德等次"]),
    ],
};

pub(crate) const DUES: Table = Table {
    id: "dues",
    tabs: &["会费收缴", "会费缴纳", "会费明细", "会费台账"],
    columns: &[
        ("month", &["月份", "缴费月份", "所属月份", "年月", "期间"]),
        (
            "name",
            &["姓名", "会员姓名", "教师姓名", "职工姓名", "名字"],
        ),
        (
            "id_number",
            &[
                "身份证号",
                "身份证号码",
                "公民身份号码",
                "身份证",
                "证件号码",
            ],
        ),
        ("base", &["缴费基数", "基本工资", "工资基数", "计费工资"]),
        ("due", &["应缴", "应缴会费", "应缴金额", "应交", "应收"]),
        (
            "paid",
            &["实缴", "实缴会费", "实缴金额", "实交", "已缴", "实收"],
        ),
        ("paid_on", &["缴费日期", "缴纳日期", "收款日期", "缴费时间"]),
    ],
};

pub(crate) const WELFARE: Table = Table {
    id: "welfare",
    tabs: &["福利慰问", "福利支出", "慰问登记", "慰问台账", "福利发放"],
    columns: &[
        ("date", &["日期", "发放日期", "慰问日期", "时间"]),
        ("category", &["类别", "慰问类别", "项目", "福利项目"]),
        (
            "recipient",
            &["对象", "慰问对象", "发放对象", "受益人", "姓名"],
        ),
        ("reason", &["事由", "节日", "慰问事由", "说明", "摘要"]),
        ("form", &["形式", "发放形式", "慰问形式"]),
        ("headcount", &["人数", "发放人数", "份数"]),
        ("unit_price", &["单价", "标准", "人均", "每人金额"]),
        (
            "amount",
            &["金额", "总金额", "合计金额", "慰问金额", "支出金额"],
        ),
        ("voucher_no", &["凭证号", "凭证编号", "票据号"]),
        ("visitor", &["慰问人", "经办人", "走访人"]),
    ],
};

pub(crate) const ACTIVITIES: Table = Table {
    id: "activities",
    tabs: &["活动台账", "活动记录", "工会活动", "会议记录"],
    columns: &[
        ("date", &["日期", "活动日期", "时间"]),
        ("kind", &["类别", "活动类别", "类型"]),
        ("title", &["名称", "活动名称", "主题", "内容", "会议名称"]),
        ("planned_month", &["计划月份", "计划时间"]),
        ("attendance", &["参加人数", "人数", "出席人数"]),
        ("cost", &["费用", "经费", "金额", "支出"]),
    ],
};

pub(crate) const SPORTS: Table = Table {
    id: "sports",
    tabs: &["文体比赛", "比赛成绩", "文体活动成绩", "竞赛成绩"],
    columns: &[
        ("date", &["日期", "比赛日期", "时间"]),
        ("level", &["级别", "赛事级别", "主办级别"]),
        ("event", &["项目", "比赛项目", "赛事"]),
        ("group", &["组别", "组"]),
        (
            "entrant",
            &["参赛者", "姓名", "队名", "姓名/队", "参赛队", "运动员"],
        ),
        ("team", &["团体", "是否团体", "单项/团体"]),
        ("department", &["部门", "代表部门", "单位"]),
        ("rank", &["名次", "排名"]),
        ("score", &["成绩", "比分"]),
        ("points", &["得分", "积分"]),
        ("entrants", &["参赛人数", "参加人数"]),
        ("awarded", &["获奖人数", "奖励人数"]),
        ("prize", &["奖金", "奖品金额", "奖励金额"]),
    ],
};

pub(crate) const AUDITS: Table = Table {
    id: "audits",
    tabs: &["经费审查", "经审", "审计情况", "经费审计"],
    columns: &[
        ("period", &["审计期间", "审计年度", "所属期间"]),
        ("audited_on", &["审计日期", "审查日期"]),
        ("report_no", &["报告编号", "审计报告编号", "文号"]),
        ("auditors", &["审计人员", "经审委员", "审计人"]),
        ("opinion", &["意见", "审计意见", "结论"]),
        ("income_audited", &["收入审计金额", "审计收入"]),
        ("expense_audited", &["支出审计金额", "审计支出"]),
        ("problems", &["发现问题数", "问题数"]),
        (
            "congress_approved_on",
            &["教代会通过日期", "教代会审议日期"],
        ),
        (
            "filed_on",
            &["报区日期", "上报日期", "备案日期", "报备日期"],
        ),
    ],
};
