namespace GreenPark.Application.Features.Mail;

/// <param name="IsSetUp">Whether letters are sent; where they are not, whoever administers hands links over.</param>
public sealed record MailOptions(bool IsSetUp);

/// <summary>What a letter says.</summary>
public sealed record Letter(string Subject, string Text);
